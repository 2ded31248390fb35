package dev.jug.http.websocket;

/** What a frame is (RFC 6455, 5.2). */
enum Opcode {
  CONTINUATION(0),
  TEXT(1),
  BINARY(2),
  CLOSE(8),
  PING(9),
  PONG(10);

  private static final int CONTROL = 8;

  private final int number;

  Opcode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Whether it may come between the frames of a message. */
  boolean isControl() {
    return number >= CONTROL;
  }

  /**
   * @throws BrokenSocketException if nobody knows it
   */
  static Opcode of(int number) throws BrokenSocketException {
    for (var opcode : values()) {
      if (opcode.number == number) {
        return opcode;
      }
    }
    throw new BrokenSocketException("a frame is of the unknown kind " + number);
  }
}
