package dev.jug.grpc;

import java.io.IOException;
import java.util.Objects;

/** A call that did not end well, in words for whoever called. */
public final class GrpcException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Status status;
  private final byte[] details;

  public GrpcException(Status status, String message) {
    this(status, message, new byte[0]);
  }

  /**
   * With more for programs.
   *
   * @param details a {@code google.rpc.Status}; empty for none
   */
  public GrpcException(Status status, String message, byte[] details) {
    super(message);
    this.status = status;
    this.details = details.clone();
  }

  /** What kind of failure it is. */
  public Status status() {
    return status;
  }

  /** A {@code google.rpc.Status}; empty if there is none. */
  byte[] details() {
    return details.clone();
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
