package dev.jug.image.content;

import dev.jug.linux.fs.DiskTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room that is kept for removing: that something is gone must be written down too, and when the
 * disk is full there is no other room for that. Thread-safe.
 *
 * @param file takes it up
 */
record Spare(Path file) {
  /** A catalog of several hundred names. */
  private static final int BYTES = 128 << 10;

  /** Keeps room, if there is some. */
  void keep() {
    try {
      if (!Files.exists(file)) {
        Files.write(file, new byte[BYTES]);
      }
    } catch (IOException e) {
      drop(e);
    }
  }

  private void drop(IOException why) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      why.addSuppressed(e);
      System.getLogger(Spare.class.getName()).log(System.Logger.Level.DEBUG, "keeping room", why);
    }
  }

  /** Writes something that makes room, in the room that is kept if there is no other. */
  void use(StoreDisk.Change change) throws IOException {
    try {
      change.run();
    } catch (IOException e) {
      if (!DiskTrouble.of(e).map(DiskTrouble::isLackOfRoom).orElse(false)) {
        throw e;
      }
      Files.deleteIfExists(file);
      change.run();
    }
  }
}
