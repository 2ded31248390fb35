package dev.jug.network.cni;

/** A plugin did not do what it was asked for, or there is none to ask. */
public final class CniException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CniError error;

  CniException(String what, CniError error) {
    super(what + ": " + error);
    this.error = error;
  }

  CniException(String message) {
    super(message);
    this.error = CniError.of(message);
  }

  CniException(String message, Throwable cause) {
    super(message, cause);
    this.error = CniError.of(message);
  }

  /** What the plugin said. */
  public CniError error() {
    return error;
  }
}
