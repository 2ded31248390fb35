package dev.jug.engine.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A thread that waits in a system call. What cannot be read of it is as if it were not there: it
 * may have been killed.
 *
 * @param pid as the engine sees it
 */
record Caller(int pid) {
  private static final String EFFECTIVE = "CapEff:";
  private static final int HEXADECIMAL = 16;

  private Path proc() {
    return Path.of("/proc", Integer.toString(pid));
  }

  /** Its effective capabilities, a bit each. */
  long capabilities() {
    try (var lines = Files.lines(proc().resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(EFFECTIVE))
          .mapToLong(line ->
              Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), HEXADECIMAL))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  /** A part of its memory, in the machine's byte order; shorter where there is no more. */
  ByteBuffer memory(long address, int length) {
    var buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    try (var memory = Files.newByteChannel(proc().resolve("mem"), StandardOpenOption.READ)) {
      memory.position(address);
      while (buffer.hasRemaining() && memory.read(buffer) > 0) {
        // There may be more.
      }
    } catch (IOException | IllegalArgumentException _) {
      // What was read until here counts.
    }
    return buffer.flip();
  }
}
