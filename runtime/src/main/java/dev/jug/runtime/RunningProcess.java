package dev.jug.runtime;

import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import java.util.Optional;

/**
 * A container's first process, or one that was started inside it, seen through its monitor.
 * Thread-safe.
 *
 * <p>Closing it, or the death of the whole engine, changes nothing for the process.
 */
public interface RunningProcess extends AutoCloseable {
  /** Its process id on the host. */
  int pid();

  /**
   * Waits for its end. The monitor has then written all output to the log, unless it was killed
   * itself (see {@link #isOrphaned}).
   *
   * @throws java.util.concurrent.CancellationException if this object was closed before that
   */
  ExitStatus await();

  /** How it ended, or empty while it runs. */
  Optional<ExitStatus> exit();

  /**
   * Whether its monitor was killed before it ended. Nobody holds its output any more, and nobody
   * would hear of its end, so it was killed too; while its group is frozen it cannot die yet.
   */
  boolean isOrphaned();

  /** Sends it a signal; does nothing once it has ended. */
  void signal(Signal signal);

  /**
   * Sets the size of its terminal in characters; does nothing if it has none.
   *
   * @param rows 1 … 65535
   * @param columns 1 … 65535
   */
  void resize(int rows, int columns);

  /**
   * Connects a client that sees all further output and may write input; it speaks the frames of
   * docs/protocols.md, "Clients and monitor". The caller owns the socket and may hand it to another
   * process.
   *
   * @throws dev.jug.linux.SysException if the process has ended and its monitor with it
   */
  Socket attach();

  @Override
  void close();
}
