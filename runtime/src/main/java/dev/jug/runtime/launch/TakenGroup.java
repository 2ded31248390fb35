package dev.jug.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A note in a container's state directory that it has the group its spec names. Without it, the
 * container that could not start because others are in that group would kill them at its removal.
 *
 * @param note the file
 */
record TakenGroup(Path note) {

  static TakenGroup of(Path state) {
    return new TakenGroup(state.resolve("cgroup"));
  }

  void take(String path) {
    try {
      Files.writeString(note, path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note that the container has " + path, e);
    }
  }

  /** It is in the group that is its own anyway. */
  void leave() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note that the container has left its group", e);
    }
  }

  boolean is(String path) {
    try {
      return Files.readString(note).equals(path);
    } catch (IOException e) {
      return false;
    }
  }
}
