package dev.jug.runtime;

import java.nio.file.Path;

/**
 * Where a process's output is kept (docs/protocols.md, "The log file").
 *
 * @param directory for its files: {@code log}, {@code log.1} and so on
 * @param number of the file to go on with, 0 for the first
 * @param maxBytes how large a file becomes before the next begins; at most 4 GiB
 * @param maxFiles how many there are at most; 0 for one file without a limit
 */
public record KeptLog(Path directory, int number, long maxBytes, int maxFiles) {
  private static final String FIRST = "log";
  private static final long LARGEST = 0xffff_ffffL;

  public KeptLog {
    if (number < 0 || maxBytes < 0 || maxBytes > LARGEST || maxFiles < 0) {
      throw new IllegalArgumentException(
          "log " + number + " of " + maxFiles + " with " + maxBytes + " bytes");
    }
  }

  /** The file to go on with. */
  public Path file() {
    return directory.resolve(name(number));
  }

  /** What the file of this number is called. */
  public static String name(int number) {
    return number == 0 ? FIRST : FIRST + "." + number;
  }
}
