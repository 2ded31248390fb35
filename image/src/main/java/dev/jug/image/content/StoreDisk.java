package dev.jug.image.content;

import dev.jug.image.error.ImageException;
import dev.jug.linux.fs.DiskTrouble;
import java.io.IOException;

/**
 * The disk that something is written to. A disk that takes nothing more is named, whatever was
 * being written when that showed.
 *
 * @param place a directory on it, or what a person calls it
 */
public record StoreDisk(String place) {
  /** Writes something, and gives what came of it. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws IOException;
  }

  /** Writes something. */
  @FunctionalInterface
  public interface Change {
    void run() throws IOException;
  }

  /**
   * Does something with it.
   *
   * @throws ImageException of kind UNAVAILABLE if it is full or read-only
   * @throws IOException whatever else happens
   */
  public <T> T using(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (ImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      var trouble = DiskTrouble.of(e);
      if (trouble.isPresent()) {
        throw ImageException.of(trouble.get(), place, e);
      }
      throw e;
    }
  }

  /** The same for what gives nothing. */
  public void change(Change change) throws IOException {
    using(() -> {
      change.run();
      return true;
    });
  }
}
