package dev.jug.linux.fs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces a file as a whole: readers, and the next start after a crash, see the old content or the
 * new, never a mix.
 */
public final class AtomicFile {
  /** What the new content must outlive before the call returns. */
  public enum Survives {
    /** The death of this process at any instant. */
    PROCESS,
    /** The death of the machine: file and folder are fsynced. */
    MACHINE
  }

  private static final String ENDING = ".tmp";

  private AtomicFile() {}

  /**
   * Writes a temporary file beside {@code file} and renames it over it. A thread that is
   * interrupted does it all the same, and is interrupted afterwards.
   *
   * @throws IOException if it could not be written; {@code file} is then as before
   */
  public static void write(Path file, byte[] content, Survives survives) throws IOException {
    boolean interrupted = false;
    while (true) {
      try {
        replace(file, content, survives);
        break;
      } catch (ClosedByInterruptException _) {
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where new content is written before it takes the file's place. */
  public static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + ENDING);
  }

  /**
   * Removes what writers that died have left beside the files of a folder. Nobody may be writing
   * there; a folder that is not there has nothing.
   */
  public static void removeUnfinished(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var unfinished = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (var file : unfinished) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void replace(Path file, byte[] content, Survives survives) throws IOException {
    var temporary = temporary(file);
    try {
      try (var channel = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (survives == Survives.MACHINE) {
          channel.force(true);
        }
      }
      Files.move(temporary, file, ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    if (survives == Survives.MACHINE) {
      sync(requireNonNull(file.toAbsolutePath().getParent(), "a file to replace has a folder"));
    }
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }
}
