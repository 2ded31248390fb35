package dev.jug.grpc;

/** How a call ended; the order is that of gRPC's codes. */
public enum Status {
  OK,
  CANCELLED,
  UNKNOWN,
  INVALID_ARGUMENT,
  DEADLINE_EXCEEDED,
  NOT_FOUND,
  ALREADY_EXISTS,
  PERMISSION_DENIED,
  RESOURCE_EXHAUSTED,
  FAILED_PRECONDITION,
  ABORTED,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  INTERNAL,
  UNAVAILABLE,
  DATA_LOSS,
  UNAUTHENTICATED;

  /** The number that stands for it. */
  public int code() {
    return ordinal();
  }

  /** The status of a number; {@link #UNKNOWN} if it has none. */
  static Status of(String code) {
    return code.matches("[0-9]{1,2}") && Integer.parseInt(code) < values().length
        ? values()[Integer.parseInt(code)]
        : UNKNOWN;
  }
}
