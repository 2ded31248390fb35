package dev.jug.engine.pod;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * How far a log has been written to a file of the kubelet's.
 *
 * @param time of the last line
 * @param count how many lines of that time there are
 * @param file which file it was, by its inode; 0 for none
 * @param size how many bytes it had then
 */
record PodLogPosition(Instant time, int count, long file, long size) {
  /** Nothing was. */
  static final PodLogPosition START = new PodLogPosition(Instant.EPOCH, 0, 0, 0);

  private static final int WORDS = 4;

  /** What a note says; {@link #START} if there is none, or nobody understands it. */
  static PodLogPosition read(Path note) throws IOException {
    if (!Files.exists(note)) {
      return START;
    }
    var words = Files.readString(note).strip().split(" ", -1);
    try {
      return words.length == WORDS
          ? new PodLogPosition(
              Instant.parse(words[0]),
              Integer.parseInt(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]))
          : START;
    } catch (DateTimeException | NumberFormatException _) {
      return START;
    }
  }

  void write(Path note) throws IOException {
    var text = time + " " + count + " " + file + " " + size + "\n";
    AtomicFile.write(note, text.getBytes(US_ASCII), Survives.PROCESS);
  }

  /** One line further. */
  PodLogPosition after(Instant line) {
    return new PodLogPosition(line, line.equals(time) ? count + 1 : 1, file, size);
  }

  /** The same, as the end of a file. */
  PodLogPosition at(long inode, long end) {
    return new PodLogPosition(time, count, inode, end);
  }

  /**
   * Further by what was written behind it before somebody could note it: a line that is whole is in
   * the file.
   *
   * @param behind what the file has behind the noted size
   */
  PodLogPosition after(byte[] behind) {
    var position = this;
    int start = 0;
    for (int at = 0; at < behind.length; at++) {
      if (behind[at] == '\n') {
        position = position.afterLine(new String(behind, start, at - start, ISO_8859_1));
        start = at + 1;
      }
    }
    return position.at(file, size + start);
  }

  private PodLogPosition afterLine(String line) {
    try {
      return after(Instant.parse(line.substring(0, Math.max(0, line.indexOf(' ')))));
    } catch (DateTimeException _) {
      // None of ours: somebody else writes there, too.
      return this;
    }
  }
}
