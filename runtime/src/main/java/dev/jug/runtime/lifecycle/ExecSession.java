package dev.jug.runtime.lifecycle;

import dev.jug.linux.fs.Tree;
import dev.jug.runtime.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * One more process in a container, that somebody waits for.
 *
 * @param process the process
 * @param directory where its monitor keeps what it needs; removed with the session
 */
public record ExecSession(RunningProcess process, Path directory) implements AutoCloseable {
  @Override
  public void close() {
    process.close();
    remove(directory);
  }

  static void remove(Path directory) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory + ": " + e.getMessage(), e);
    }
  }
}
