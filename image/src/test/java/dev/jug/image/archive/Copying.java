package dev.jug.image.archive;

import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.util.stream.Stream;

/** Copies whole images, one blob after the other, verifying what a source says. */
public final class Copying {
  private final ImageSource source;
  private final ImageTarget target;

  /** Content is not what its descriptor says. */
  static final class Mismatch extends AssertionError {
    private static final long serialVersionUID = 1L;

    Mismatch(Descriptor descriptor) {
      super(descriptor + " is not what it says");
    }
  }

  private Copying(ImageSource source, ImageTarget target) {
    this.source = source;
    this.target = target;
  }

  /** Copies and closes both. */
  public static void copy(ImageSource source, ImageTarget target) throws IOException {
    try (source;
        target) {
      var copying = new Copying(source, target);
      var root = genuine(source.root());
      copying.parts(root);
      target.finish(root);
    }
  }

  private static Document genuine(Document document) {
    if (!document.isGenuine()) {
      throw new Mismatch(document.descriptor());
    }
    return document;
  }

  private void parts(Document document) throws IOException {
    var codec = new ImageCodec();
    if (MediaTypes.isIndex(document.descriptor().mediaType())) {
      for (var descriptor : codec.index(document.bytes()).manifests()) {
        var manifest = genuine(source.document(descriptor));
        parts(manifest);
        target.put(manifest);
      }
      return;
    }
    var manifest = codec.manifest(document.bytes());
    genuine(source.document(manifest.config()));
    for (var part :
        Stream.concat(manifest.layers().stream(), Stream.of(manifest.config())).toList()) {
      part(part);
    }
  }

  private void part(Descriptor part) throws IOException {
    if (!target.has(part)) {
      target.put(part, () -> source.blob(part, 0));
    }
  }

  /** Reads everything there is of an image, and closes it. */
  public static Document readAll(ImageSource source) throws IOException {
    var root = source.root();
    copy(source, new Nowhere());
    return root;
  }

  /** Takes everything and checks that it is what it says. */
  private static final class Nowhere implements ImageTarget {
    @Override
    public String name() {
      return "nowhere";
    }

    @Override
    public boolean has(Descriptor descriptor) {
      return false;
    }

    @Override
    public void put(Descriptor descriptor, Content content) throws IOException {
      try (var in = content.open()) {
        genuine(new Document(descriptor, in.readAllBytes()));
      }
    }

    @Override
    public void put(Document manifest) {
      genuine(manifest);
    }

    @Override
    public void finish(Document root) {
      genuine(root);
    }

    @Override
    public void close() {}
  }
}
