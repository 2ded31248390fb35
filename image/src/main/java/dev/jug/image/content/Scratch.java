package dev.jug.image.content;

import dev.jug.linux.fs.OwnedDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory for the temporary files of one opened store, made when it is needed. Thread-safe. */
public final class Scratch implements AutoCloseable {
  private final StoreLayout layout;
  private @Nullable OwnedDirectory own;

  Scratch(StoreLayout layout) {
    this.layout = layout;
  }

  /** Where files may lie that are as large as images; made when it is first asked for. */
  public synchronized Path directory() throws IOException {
    var made = own;
    if (made == null) {
      made = OwnedDirectory.in(layout.scratch());
      own = made;
    }
    return made.path();
  }

  /** Removes the directory with all that is in it. */
  @Override
  public synchronized void close() {
    var made = own;
    if (made == null) {
      return;
    }
    own = null;
    try {
      made.close();
    } catch (IOException e) {
      // Whoever opens the store next removes it: it is not locked any more.
      System.getLogger(Scratch.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    }
  }
}
