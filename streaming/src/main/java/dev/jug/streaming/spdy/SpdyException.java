package dev.jug.streaming.spdy;

import java.io.IOException;

/** A client breaks the rules in a way that ends the session (2.4.1). */
final class SpdyException extends IOException {
  private static final long serialVersionUID = 1L;

  SpdyException(String why) {
    super(why);
  }
}
