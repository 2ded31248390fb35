package dev.jug.streaming.session;

/**
 * Which streams a client wants.
 *
 * @param terminal whether there is a terminal at the other end, which has one output only
 */
public record Wanted(boolean stdin, boolean stdout, boolean stderr, boolean terminal) {
  /**
   * Checks what the interface demands (CRI v1, ExecRequest and AttachRequest).
   *
   * @throws IllegalArgumentException if no stream is wanted, or two outputs of a terminal
   */
  public Wanted {
    if (terminal && stderr) {
      throw new IllegalArgumentException("tty and stderr cannot both be true");
    }
    if (!stdin && !stdout && !stderr) {
      throw new IllegalArgumentException("one of stdin, stdout, or stderr must be set");
    }
  }
}
