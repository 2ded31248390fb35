package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signed payload, and how cosign keeps it in a registry: as a layer of an image whose tag tells
 * what was signed (cosign, "Signature Specification"). Immutable, as long as nobody writes to the
 * arrays.
 */
public final class Signature {
  private static final String ANNOTATION = "dev.cosignproject.cosign/signature";
  private static final String ARTIFACT = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private final byte[] payload;
  private final byte[] signature;

  /**
   * A signature as it was found.
   *
   * @param payload the bytes that were signed
   * @param signature of these bytes
   */
  public Signature(byte[] payload, byte[] signature) {
    this.payload = payload;
    this.signature = signature;
  }

  /** Signs: this image is this manifest. */
  public static Signature make(Reference image, Digest manifest, SigningKey key) {
    var identity = image.registry() + "/" + image.repository();
    var payload = new Payload(identity, manifest).write();
    return new Signature(payload, key.sign(payload));
  }

  /** Where the signatures of a manifest are: {@code sha256-….sig}, in the same repository. */
  public static String tag(Digest manifest) {
    return manifest.algorithm().word() + "-" + manifest.hex() + ".sig";
  }

  /**
   * The signature that a layer of an image of signatures has.
   *
   * @return empty if it is another layer
   * @throws ImageException if it makes no sense
   */
  public static Optional<byte[]> signatureOf(Descriptor layer) {
    var base64 = layer.annotations().get(ANNOTATION);
    if (base64 == null || !layer.mediaType().equals(Payload.MEDIA_TYPE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          Kind.INVALID, "layer " + layer.digest() + ": its signature is not in Base64", "", e);
    }
  }

  /** The layer that holds this signature; its blob is the {@link #payload()}. */
  public Descriptor layer() {
    return Descriptor.of(Payload.MEDIA_TYPE, payload)
        .annotated(ANNOTATION, Base64.getEncoder().encodeToString(signature));
  }

  /**
   * The configuration of an image of signatures, which nobody runs.
   *
   * @param layers all signatures, new ones and those that were there
   */
  public static Document config(List<Descriptor> layers) {
    var diffIds = layers.stream().map(Descriptor::digest).toList();
    var config =
        new ImageConfig(
            null,
            null,
            "unknown",
            "unknown",
            null,
            List.of(),
            null,
            null,
            new ImageConfig.Layers("layers", diffIds),
            List.of());
    return Document.of(MediaTypes.OCI_CONFIG, new ImageCodec().write(config));
  }

  /**
   * The manifest of an image of signatures, stored under {@link #tag}, or as a referrer.
   *
   * @param layers all signatures, new ones and those that were there
   * @param subject the manifest that was signed; null if the tag tells
   */
  public static Document manifest(List<Descriptor> layers, @Nullable Descriptor subject) {
    var manifest =
        new ImageManifest(
            2,
            MediaTypes.OCI_MANIFEST,
            subject == null ? null : ARTIFACT,
            config(layers).descriptor(),
            layers,
            subject,
            Map.of());
    return Document.of(MediaTypes.OCI_MANIFEST, new ImageCodec().write(manifest));
  }

  /** The bytes that were signed; not to be written to. */
  public byte[] payload() {
    return payload;
  }

  /** Whether the owner of the key signed. */
  public boolean isBy(VerifyingKey key) {
    return key.verifies(payload, signature);
  }
}
