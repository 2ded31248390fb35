package dev.jug.streaming.spdy;

/** Why a stream is reset (2.6.3). */
public enum StreamError {
  /** Against the rules, and the session can go on. */
  PROTOCOL_ERROR(1),
  /** Of a stream that is none. */
  INVALID_STREAM(2),
  /** Nothing was done for it. */
  REFUSED_STREAM(3),
  /** Nobody needs it any more. */
  CANCEL(5),
  /** It went wrong here. */
  INTERNAL_ERROR(6),
  /** More data than there was room for. */
  FLOW_CONTROL_ERROR(7),
  /** Data behind the end. */
  STREAM_ALREADY_CLOSED(9);

  private final int number;

  StreamError(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
