package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** One image on its way into a Docker archive. */
final class DockerArchiveTarget implements ImageTarget {
  private final DockerArchiveWriter writer;
  private final List<Reference> names;
  private final boolean single;
  private final ImageCodec codec = new ImageCodec();

  DockerArchiveTarget(DockerArchiveWriter writer, List<Reference> names, boolean single) {
    this.writer = writer;
    this.names = List.copyOf(names);
    this.single = single;
  }

  @Override
  public String name() {
    return writer.name();
  }

  @Override
  public boolean has(Descriptor descriptor) {
    return writer.staged().unpacked(descriptor).isPresent();
  }

  @Override
  public void put(Descriptor descriptor, Content content) throws IOException {
    if (!has(descriptor)) {
      writer.staged().put(descriptor, packing(descriptor), content);
    }
  }

  private LayerCompression packing(Descriptor descriptor) {
    try {
      return MediaTypes.isConfig(descriptor.mediaType())
          ? LayerCompression.NONE
          : LayerCompression.of(descriptor.mediaType());
    } catch (InvalidImageException e) {
      throw noImage(e.getMessage());
    }
  }

  /** The format has no place for them. */
  @Override
  public void put(Document manifest) {
    throw noImage("an index of several images");
  }

  @Override
  public void finish(Document root) throws IOException {
    if (MediaTypes.isIndex(root.descriptor().mediaType())) {
      throw noImage("an index of several images");
    }
    writer.add(complete(root));
    if (single) {
      writer.finish();
    }
  }

  private DockerArchiveWriter.Complete complete(Document root) throws IOException {
    try {
      var manifest = codec.manifest(root.bytes());
      var config = staged(manifest.config());
      var diffIds = manifest.layers().stream().map(this::staged).toList();
      var expected =
          codec.config(Files.readAllBytes(writer.staged().file(config))).rootfs().diffIds();
      if (!diffIds.equals(expected)) {
        throw new ImageException(
            Kind.CORRUPT,
            "image " + config + " is made of the layers " + expected + ", but has " + diffIds,
            "Fetch it again; if that does not help, its source is damaged.");
      }
      return new DockerArchiveWriter.Complete(config, diffIds, names);
    } catch (InvalidImageException e) {
      throw noImage(e.getMessage());
    }
  }

  private Digest staged(Descriptor descriptor) {
    return writer
        .staged()
        .unpacked(descriptor)
        .orElseThrow(() ->
            new ImageException(
                Kind.NOT_FOUND, name() + ": blob " + descriptor.digest() + " did not arrive"));
  }

  private ImageException noImage(String what) {
    return new ImageException(
        Kind.INVALID,
        name() + " holds images for one platform, not " + what,
        "Choose a platform, or write to oci-archive:, which holds anything.");
  }

  @Override
  public void close() {
    if (single) {
      writer.close();
    }
  }
}
