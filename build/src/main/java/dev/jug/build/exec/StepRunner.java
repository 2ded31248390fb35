package dev.jug.build.exec;

import dev.jug.image.make.LayerContent;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Runs commands for a build. An interrupt of the thread that waits ends the command, and with it
 * the wait, by a {@link java.util.concurrent.CancellationException}; nothing of it stays.
 */
public interface StepRunner {
  /**
   * Runs a command to its end.
   *
   * @param output takes what it prints, in pieces
   * @throws IOException if the disk fails
   */
  Ended run(Command command, Consumer<byte[]> output) throws IOException;

  /** A command that has ended, with what it changed, until this is closed. */
  interface Ended extends AutoCloseable {
    /** Its exit code. */
    int code();

    /**
     * What it changed.
     *
     * @param latest no file is said to be newer than that, seconds since 1970
     */
    LayerContent changes(long latest);

    @Override
    void close();
  }
}
