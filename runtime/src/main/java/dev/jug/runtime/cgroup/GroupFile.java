package dev.jug.runtime.cgroup;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.jug.linux.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Reads and writes one file of a group that exists. */
final class GroupFile {
  private GroupFile() {}

  /** Its content without white space around it; empty if it is not there or cannot be read. */
  static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Such a number, or empty; {@code max} and what version 1 has for it is −1. */
  static Optional<Long> readLimit(Path file) {
    return read(file).map(GroupFile::limit);
  }

  private static long limit(String text) {
    long value = "max".equals(text) ? Long.MAX_VALUE : Long.parseLong(text);
    return value > Long.MAX_VALUE / 2 ? Range.UNLIMITED : value;
  }

  /** In one call, and never makes a file. Nothing at all would not be a call. */
  static void write(Path file, String value) throws IOException {
    Files.writeString(file, value.isEmpty() ? "\n" : value, WRITE);
  }

  /** Moves a process into a group of version 1. */
  static void enter(Path group, int pid) {
    try {
      write(group.resolve("cgroup.procs"), Integer.toString(pid));
    } catch (IOException e) {
      throw new CgroupException("process " + pid + " cannot enter " + group + ": " + reason(e), e);
    }
  }

  /** The kernel's reason, in its words. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> Errno.ENOENT.description();
      case AccessDeniedException _ -> Errno.EACCES.description();
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> Objects.requireNonNullElse(e.getMessage(), e.toString());
    };
  }
}
