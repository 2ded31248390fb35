package dev.jug.engine.error;

import dev.jug.runtime.LaunchException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine could not do. The message says what failed and why; {@link #advice()} says what a
 * person can do about it. Unchecked; the kinds are closed, so that each door maps all of them.
 */
public abstract sealed class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  private EngineException(String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What the person who asked can do; empty if the message says it all. */
  public String advice() {
    return advice;
  }

  /** There is no such thing. */
  public static final class NotFound extends EngineException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, String advice) {
      super(message, advice, null);
    }
  }

  /** It cannot be done in the state things are in, such as a name in use. */
  public static final class Conflict extends EngineException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message, String advice) {
      super(message, advice, null);
    }
  }

  /** What was asked for makes no sense. */
  public static final class Invalid extends EngineException {
    private static final long serialVersionUID = 1L;

    public Invalid(String message, String advice) {
      super(message, advice, null);
    }
  }

  /** The engine, or who asked it, may not do this. */
  public static final class Forbidden extends EngineException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String message, String advice) {
      super(message, advice, null);
    }
  }

  /**
   * It cannot be done here or now: the machine or this version lacks something, or the engine is
   * stopping.
   */
  public static final class Unavailable extends EngineException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, String advice) {
      super(message, advice, null);
    }
  }

  /** It was tried and went wrong. */
  public static final class Failed extends EngineException {
    private static final long serialVersionUID = 1L;

    private final LaunchException.Kind kind;

    public Failed(String message, String advice, @Nullable Throwable cause) {
      this(message, advice, LaunchException.Kind.OTHER, cause);
    }

    public Failed(
        String message, String advice, LaunchException.Kind kind, @Nullable Throwable cause) {
      super(message, advice, cause);
      this.kind = kind;
    }

    /**
     * Why a command could not be started; a command line turns it into its exit code (127, 126,
     * 125).
     */
    public LaunchException.Kind kind() {
      return kind;
    }
  }
}
