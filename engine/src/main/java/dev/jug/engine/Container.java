package dev.jug.engine;

import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogReader;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.ContainerView;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.plan.Plan;
import java.time.Duration;
import java.util.Optional;

/** A container, from its making to its removal. Thread-safe: one change at a time. */
public final class Container {
  Container() {}

  /** 64 hexadecimal digits. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** The first twelve digits of the id, which people read. */
  public String shortId() {
    throw new UnsupportedOperationException();
  }

  /** Its name. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  /** Where it is in its life. */
  public ContainerStatus status() {
    throw new UnsupportedOperationException();
  }

  /** All about it. */
  public ContainerView inspect() {
    throw new UnsupportedOperationException();
  }

  /** The launch plan it was, or would be, started with. */
  public Plan plan() {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts it; returns when its command has been executed. Does nothing if it runs.
   *
   * @param client one end of a socket pair that is subscribed before the process starts, so that no output is missed; it
   *     is closed if the container cannot be started. Empty if nobody attaches
   * @throws dev.jug.engine.error.EngineException.Failed if it could not be started, with the kind of failure
   */
  public void start(Optional<Socket> client) {
    throw new UnsupportedOperationException();
  }

  /** Waits until it has ended (at once if it does not run) and gives the exit code of its last run. */
  public int await() {
    throw new UnsupportedOperationException();
  }

  /** Sends its process a signal. */
  public void kill(Signal signal) {
    throw new UnsupportedOperationException();
  }

  /**
   * Asks it to end, and kills it if it does not in time.
   *
   * @param timeout empty for the container's own; negative waits for ever
   */
  public void stop(Optional<Duration> timeout) {
    throw new UnsupportedOperationException();
  }

  /** Stops it if it runs, and starts it. */
  public void restart(Optional<Duration> timeout) {
    throw new UnsupportedOperationException();
  }

  /** Gives it another name. */
  public void rename(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes it with all it wrote.
   *
   * @param force whether a running one is killed first
   */
  public void remove(boolean force) {
    throw new UnsupportedOperationException();
  }

  /** Sets the size of its terminal. */
  public void resize(int rows, int columns) {
    throw new UnsupportedOperationException();
  }

  /** A connection to its monitor, which speaks the frames of docs/protocols.md; the caller owns it. */
  public Socket attach() {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs one more process in it.
   *
   * @param client as for {@link #start}
   */
  public ExecSession exec(ExecRequest request, Optional<Socket> client) {
    throw new UnsupportedOperationException();
  }

  /** Its kept output; the caller closes the reader. */
  public LogReader logs(LogOptions options) {
    throw new UnsupportedOperationException();
  }
}
