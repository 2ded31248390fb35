package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.io.IOException;
import java.io.InputStream;

/** Files by name, in a directory or in an archive; both are read alike. Thread-safe. */
public interface Members extends AutoCloseable {
  /** What a person calls the whole, for messages. */
  String name();

  /** Whether there is such a file. */
  boolean has(String member);

  /**
   * Length of a file in bytes.
   *
   * @throws ImageException if there is no such file
   */
  long size(String member) throws IOException;

  /**
   * Opens a file.
   *
   * @param from the first byte wanted, 0 … size
   * @throws ImageException if there is no such file
   */
  InputStream open(String member, long from) throws IOException;

  /**
   * Reads a small file.
   *
   * @param largest how many bytes it may have
   * @throws ImageException if it is not there, larger, or cannot be read
   */
  default byte[] document(String member, long largest) {
    try (var in = open(member, 0)) {
      var bytes = in.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > largest) {
        throw new ImageException(
            Kind.REFUSED, name() + ": " + member + " is larger than " + largest + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ImageException(
          Kind.FAILED, name() + ": cannot read " + member + ": " + e.getMessage(), "", e);
    }
  }

  @Override
  void close();
}
