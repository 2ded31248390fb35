package dev.jug.image;

import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Patience;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A source whose image somebody must approve of, before anything of it is taken.
 *
 * @param source where it comes from
 * @param check approves, or throws
 */
record CheckedSource(ImageSource source, Check check) implements ImageSource {
  /** Approves of an image. */
  @FunctionalInterface
  interface Check {
    /** Throws if the image may not be used. */
    void approve(Document root) throws IOException;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public List<Reference> names() {
    return source.names();
  }

  @Override
  public boolean hasManifest() {
    return source.hasManifest();
  }

  @Override
  public Patience patience() {
    return source.patience();
  }

  @Override
  public boolean isLasting() {
    return source.isLasting();
  }

  @Override
  public Document root() {
    var root = source.root();
    try {
      check.approve(root);
      return root;
    } catch (IOException e) {
      throw ImageException.of("verify the signatures of " + name(), e);
    }
  }

  @Override
  public Document document(Descriptor descriptor) {
    return source.document(descriptor);
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) throws IOException {
    return source.blob(descriptor, from);
  }

  @Override
  public void close() {
    source.close();
  }
}
