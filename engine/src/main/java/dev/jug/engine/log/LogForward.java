package dev.jug.engine.log;

/** Takes what is kept of one run's output somewhere else, behind everybody's back. */
public interface LogForward {
  /** All the output there will be is kept now; nobody has been told of the end yet. */
  default void drained() {}

  /** Begins another file, if it writes one that somebody has moved away. */
  default void reopen() {}

  /** Waits until all is there, though not for long: what is kept may be about to go. */
  void finish();

  /** The engine closes; the next one goes on. */
  void letGo();
}
