package dev.jug.network.error;

/**
 * Why something with a network cannot be done. The message says what failed, on what, and why, in
 * the words that Docker's clients know; the remedy says what to do.
 */
public final class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is; doors turn it into their own codes. */
  public enum Kind {
    /** Something named does not exist. */
    NOT_FOUND,
    /** It contradicts what there is already. */
    CONFLICT,
    /** It makes no sense in itself. */
    INVALID,
    /** It is not allowed. */
    FORBIDDEN,
    /** This machine cannot do it. */
    UNAVAILABLE,
    /** The kernel or the disk refused. */
    FAILED
  }

  private final Kind kind;
  private final String remedy;

  public NetworkException(Kind kind, String message, String remedy) {
    super(message);
    this.kind = kind;
    this.remedy = remedy;
  }

  public NetworkException(Kind kind, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public Kind kind() {
    return kind;
  }

  /** What to do about it; empty if there is nothing to say. */
  public String remedy() {
    return remedy;
  }
}
