package dev.jug.http.message;

/**
 * A request that ends with an error status. Thrown by the server for what breaks the protocol or a
 * limit, also out of a body that is read; handlers may throw it too.
 */
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status 400 to 599
   * @param message a sentence for the client
   */
  public HttpException(int status, String message) {
    super(message);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is no error");
    }
    this.status = status;
  }

  /** The status that the client gets. */
  public int status() {
    return status;
  }

  /** The sentence that the client gets. */
  public String reason() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
