package dev.jug.http.websocket;

import java.io.IOException;

/** A client does not speak as RFC 6455 says; it was told with which code, and why. */
final class BrokenSocketException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Codes of 7.4.1. */
  static final int PROTOCOL_ERROR = 1002;

  /** The same: text that is not UTF-8. */
  static final int INCONSISTENT = 1007;

  private final int code;

  BrokenSocketException(String why) {
    this(PROTOCOL_ERROR, why);
  }

  BrokenSocketException(int code, String why) {
    super(why);
    this.code = code;
  }

  int code() {
    return code;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
