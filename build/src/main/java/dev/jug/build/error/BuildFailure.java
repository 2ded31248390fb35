package dev.jug.build.error;

import java.util.List;
import java.util.Objects;

/** A build that cannot go on, in words for its user. Unchecked. */
public final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> command;
  private final int code;

  /** A failure that has no exit code. */
  public BuildFailure(String message) {
    this(message, List.of(), 0);
  }

  private BuildFailure(String message, List<String> command, int code) {
    super(message);
    this.command = command;
    this.code = code;
  }

  /** A command that failed, in the words that Docker's clients know. */
  public static BuildFailure command(List<String> argv, int code) {
    var command = String.join(" ", argv);
    return new BuildFailure(
        "The command '" + command + "' returned a non-zero code: " + code, List.copyOf(argv), code);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The command that failed; empty if it was none. */
  public List<String> command() {
    return command;
  }

  /** Exit code of the command that failed; 0 if it was no command. */
  public int code() {
    return code;
  }
}
