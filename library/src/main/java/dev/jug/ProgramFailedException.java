package dev.jug;

/** A program in a container has ended with an exit code that is not 0. */
public final class ProgramFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 2000;

  private final transient Output output;

  ProgramFailedException(Output output) {
    super("the program ended with code " + output.code() + said(output));
    this.output = output;
  }

  /** What is said last tells most. */
  private static String said(Output output) {
    var text = (output.err().isBlank() ? output.out() : output.err()).strip();
    int from = Math.max(0, text.length() - MOST_SHOWN);
    return text.isEmpty() ? " and said nothing" : ": " + text.substring(from);
  }

  /** All that it said. */
  public Output output() {
    return output;
  }
}
