package dev.jug.image.registry.http;

import java.io.IOException;

/** What was to be sent cannot be read: no fault of the server, and no reason to try again. */
public final class PayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  PayloadException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
