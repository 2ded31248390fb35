package dev.jug.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A note in a container's state directory that it is being moved out of a group: an engine that
 * finds it completes the move.
 */
final class MoveNote {
  private final Path file;

  MoveNote(Path state) {
    file = state.resolve("cgroup.from");
  }

  void write(String from) {
    try {
      Files.writeString(file, from);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note that the container leaves " + from, e);
    }
  }

  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
