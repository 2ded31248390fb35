package dev.jug.runtime;

/** A process that executes a {@link HeldPlan}. Closing it ends it, and its child. */
public interface HeldProcess extends AutoCloseable {
  /**
   * Waits for the next that it tells.
   *
   * @throws LaunchException if it came to its end instead, with the call that failed
   */
  long hear();

  /** Lets it go on from where it waits. */
  void go();

  /**
   * Lets it go on, and waits for the next that it tells.
   *
   * @throws LaunchException as {@link #hear()}
   */
  default long next() {
    go();
    return hear();
  }

  @Override
  void close();
}
