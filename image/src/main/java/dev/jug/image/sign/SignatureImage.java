package dev.jug.image.sign;

import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The signatures of one image, as they are kept in stores and registries. */
public final class SignatureImage {
  private static final int LARGEST_PAYLOAD = 1 << 20;

  private SignatureImage() {}

  /** What the signatures of an image are called, beside the image. */
  public static Reference nameOf(Reference image, Digest manifest) {
    return new Reference(image.registry(), image.repository(), Signature.tag(manifest), null);
  }

  /** Whether this is the name of signatures rather than of an image. */
  public static boolean isNamed(Reference name) {
    var tag = name.tag();
    return tag != null && tag.matches("sha(256|512)-[0-9a-f]+\\.sig");
  }

  /** Reads small blobs, and verifies that they are what they should be. */
  @FunctionalInterface
  public interface Blobs {
    /** All bytes of one, of which there must not be more than this. */
    byte[] read(Descriptor blob, int most) throws IOException;
  }

  /** The signatures that a manifest names. */
  public static List<Signature> read(ImageManifest manifest, Blobs blobs) throws IOException {
    var signatures = new ArrayList<Signature>();
    for (var layer : manifest.layers()) {
      var signature = Signature.signatureOf(layer);
      if (signature.isPresent()) {
        signatures.add(new Signature(blobs.read(layer, LARGEST_PAYLOAD), signature.get()));
      }
    }
    return signatures;
  }

  /** The manifest that names these signatures, each once. */
  public static Document manifest(List<Signature> signatures) {
    return Signature.manifest(layers(signatures), null);
  }

  /** The configuration that goes with it. */
  public static Document config(List<Signature> signatures) {
    return Signature.config(layers(signatures));
  }

  private static List<Descriptor> layers(List<Signature> signatures) {
    return signatures.stream().map(Signature::layer).distinct().toList();
  }

  /** Reads a manifest of signatures that came from elsewhere. */
  public static ImageManifest parse(Document manifest) {
    return new ImageCodec().manifest(manifest.bytes());
  }
}
