package dev.jug.buildkit.session;

import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A directory of a client's, in OCI image layout, that an image or a build cache goes to.
 *
 * @param content of the directory
 * @param name what the client calls it
 * @param finished hears what the client has to note in the directory's index
 */
public record SessionLayoutTarget(
    SessionContent content, String name, Consumer<Descriptor> finished) implements ImageTarget {
  @Override
  public boolean has(Descriptor descriptor) {
    try {
      return content.has(descriptor.digest());
    } catch (IOException e) {
      throw ImageException.of("look into " + name, e);
    }
  }

  @Override
  public void put(Descriptor descriptor, Content bytes) throws IOException {
    try (var in = bytes.open()) {
      content.put(descriptor, in);
    }
  }

  @Override
  public void put(Document manifest) throws IOException {
    if (!has(manifest.descriptor())) {
      put(manifest.descriptor(), () -> new ByteArrayInputStream(manifest.bytes()));
    }
  }

  @Override
  public void finish(Document root) throws IOException {
    put(root);
    finished.accept(root.descriptor());
  }

  @Override
  public void close() {}
}
