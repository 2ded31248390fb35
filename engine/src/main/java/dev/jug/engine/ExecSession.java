package dev.jug.engine;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.RunningProcess;

/**
 * A process that was started inside a running container. Thread-safe. What it left behind goes away
 * when it ends.
 */
public final class ExecSession {
  private final String id;
  private final RunningProcess process;

  ExecSession(String id, RunningProcess process) {
    this.id = id;
    this.process = process;
  }

  /** Its id, unique in its container. */
  public String id() {
    return id;
  }

  /** Its process id on the host. */
  public int pid() {
    return process.pid();
  }

  /** Waits for its end and gives its exit code. */
  public int await() {
    return process.await().code();
  }

  /** Sends it a signal; does nothing once it has ended. */
  public void kill(Signal signal) {
    process.signal(signal);
  }

  /** Sets the size of its terminal. */
  public void resize(int rows, int columns) {
    process.resize(rows, columns);
  }

  /**
   * A connection to its monitor; the caller owns it.
   *
   * @throws Conflict if it has ended
   */
  public Socket attach() {
    try {
      return process.attach();
    } catch (SysException e) {
      throw new Conflict("process " + id + " has ended", "");
    }
  }

  RunningProcess process() {
    return process;
  }
}
