package dev.jug.build.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile that says what makes no sense, or cannot be done. The message is one that Docker's
 * clients know; {@link #text()} is the line at fault as it is written; {@link #advice()} says what
 * would be right. Unchecked.
 */
public final class DockerfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String text;
  private final String advice;

  /**
   * @param file what the user calls the Dockerfile
   * @param line from 1; 0 if it is not about a line
   * @param text what is written there; empty without a line
   * @param advice what would be right; empty if the message says it all
   */
  public DockerfileException(
      String message, String file, int line, String text, String advice, @Nullable Throwable why) {
    super(message, why);
    this.file = file;
    this.line = line;
    this.text = text;
    this.advice = advice;
  }

  /** Without a cause. */
  public DockerfileException(String message, String file, int line, String text, String advice) {
    this(message, file, line, text, advice, null);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What the user calls the Dockerfile. */
  public String file() {
    return file;
  }

  /** From 1; 0 if it is not about a line. */
  public int line() {
    return line;
  }

  /** The line as it is written; empty if there is none. */
  public String text() {
    return text;
  }

  /** What would be right; empty if the message says it all. */
  public String advice() {
    return advice;
  }

  /** Everything, as a terminal shows it: message, place, line, advice. */
  public String describe() {
    var all = new StringBuilder(getMessage());
    if (line > 0) {
      all.append('\n').append(file).append(':').append(line);
      all.append("\n  ").append(line).append(" | ").append(text);
    }
    if (!advice.isEmpty()) {
      all.append('\n').append(advice);
    }
    return all.toString();
  }
}
