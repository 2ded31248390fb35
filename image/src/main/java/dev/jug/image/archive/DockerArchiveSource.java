package dev.jug.image.archive;

import dev.jug.image.compress.Decompressor;
import dev.jug.image.content.Computation;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An image of a Docker archive. The format has no manifest that descriptors could come from, so one
 * is made: plain layers are named by the configuration's diffIDs, packed ones are read once for
 * their digest. The same image always gives the same manifest.
 */
final class DockerArchiveSource implements ImageSource {
  private final Members members;
  private final Runnable onClose;
  private final Document manifest;
  private final Document config;
  private final Map<Digest, String> layers;
  private final List<Reference> names;

  private DockerArchiveSource(
      Members members,
      Document manifest,
      Document config,
      Map<Digest, String> layers,
      List<Reference> names,
      Runnable onClose) {
    this.members = members;
    this.manifest = manifest;
    this.config = config;
    this.layers = Map.copyOf(layers);
    this.names = List.copyOf(names);
    this.onClose = onClose;
  }

  static ImageSource open(Members members, SavedImage image, Runnable onClose) throws IOException {
    var codec = new ImageCodec();
    var json = members.document(image.config(), ImageCodec.LARGEST_MANIFEST);
    var diffIds = read(codec, json, members, image).rootfs().diffIds();
    if (diffIds.size() != image.layers().size()) {
      throw new ImageException(
          Kind.INVALID,
          "%s: %s names %d layers, but %s has %d"
              .formatted(
                  members.name(),
                  SavedImage.MANIFEST,
                  image.layers().size(),
                  image.config(),
                  diffIds.size()));
    }
    List<Descriptor> descriptors = new ArrayList<>();
    Map<Digest, String> layers = new HashMap<>();
    Map<String, Descriptor> packed = new HashMap<>();
    for (int i = 0; i < diffIds.size(); i++) {
      var layer = image.layers().get(i);
      var descriptor = describe(members, layer, diffIds.get(i), packed);
      descriptors.add(descriptor);
      layers.put(descriptor.digest(), layer);
    }
    var config = Document.of(MediaTypes.OCI_CONFIG, json);
    var manifest = codec.write(ImageManifest.of(config.descriptor(), descriptors));
    return new DockerArchiveSource(
        members,
        Document.of(MediaTypes.OCI_MANIFEST, manifest),
        config,
        layers,
        image.names(),
        onClose);
  }

  private static ImageConfig read(
      ImageCodec codec, byte[] json, Members members, SavedImage image) {
    try {
      return codec.config(json);
    } catch (InvalidImageException e) {
      throw new ImageException(
          Kind.INVALID, members.name() + ": " + image.config() + ": " + e.getMessage(), "", e);
    }
  }

  /** A packed member is read once, however often an image says that it is a layer. */
  private static Descriptor describe(
      Members members, String layer, Digest diffId, Map<String, Descriptor> packed)
      throws IOException {
    var known = packed.get(layer);
    if (known != null) {
      return known;
    }
    try (var in = new BufferedInputStream(members.open(layer, 0))) {
      var packing = Decompressor.compression(in, members.name() + ": " + layer);
      if (packing == LayerCompression.NONE) {
        return new Descriptor(packing.mediaType(), diffId, members.size(layer));
      }
      var computation = Computation.start(DigestAlgorithm.SHA256);
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), computation));
      var digest = Digest.finish(DigestAlgorithm.SHA256, computation);
      var descriptor = new Descriptor(packing.mediaType(), digest, members.size(layer));
      packed.put(layer, descriptor);
      return descriptor;
    }
  }

  @Override
  public List<Reference> names() {
    return names;
  }

  @Override
  public boolean hasManifest() {
    return false;
  }

  @Override
  public String name() {
    return "docker-archive:" + members.name();
  }

  @Override
  public Document root() {
    return manifest;
  }

  @Override
  public Document document(Descriptor descriptor) {
    if (descriptor.digest().equals(config.descriptor().digest())) {
      return new Document(descriptor, config.bytes());
    }
    if (descriptor.digest().equals(manifest.descriptor().digest())) {
      return manifest;
    }
    throw missing(descriptor);
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) throws IOException {
    var layer = layers.get(descriptor.digest());
    if (layer != null) {
      return members.open(layer, from);
    }
    var bytes = document(descriptor).bytes();
    int skipped = (int) Math.min(from, bytes.length);
    return new ByteArrayInputStream(bytes, skipped, bytes.length - skipped);
  }

  private ImageException missing(Descriptor descriptor) {
    return new ImageException(Kind.NOT_FOUND, name() + " has no blob " + descriptor.digest());
  }

  @Override
  public void close() {
    onClose.run();
  }
}
