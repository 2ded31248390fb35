package dev.jug.image;

import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * An image of the store, as a source of others.
 *
 * @param name what it is called
 * @param descriptor names its manifest
 * @param store has it, unless somebody removes it meanwhile
 */
record StoredSource(String name, Descriptor descriptor, ContentStore store) implements ImageSource {
  private static final int LARGEST = 4 << 20;

  @Override
  public Document root() {
    return document(descriptor);
  }

  @Override
  public Document document(Descriptor wanted) {
    try {
      return new Document(wanted, store.read(wanted.digest(), LARGEST));
    } catch (IOException e) {
      throw ImageException.of("read " + name, e);
    }
  }

  @Override
  public InputStream blob(Descriptor wanted, long from) throws IOException {
    var stream = store.open(wanted.digest());
    stream.skipNBytes(from);
    return stream;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
