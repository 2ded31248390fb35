package dev.jug.engine;

import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;

/** A process that was started inside a running container. Thread-safe. What it left behind goes away when it ends. */
public final class ExecSession {
  ExecSession() {}

  /** Its id, unique in its container. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** Its process id on the host. */
  public int pid() {
    throw new UnsupportedOperationException();
  }

  /** Waits for its end and gives its exit code. */
  public int await() {
    throw new UnsupportedOperationException();
  }

  /** Sends it a signal; does nothing once it has ended. */
  public void kill(Signal signal) {
    throw new UnsupportedOperationException();
  }

  /** Sets the size of its terminal. */
  public void resize(int rows, int columns) {
    throw new UnsupportedOperationException();
  }

  /** A connection to its monitor; the caller owns it. */
  public Socket attach() {
    throw new UnsupportedOperationException();
  }
}
