package dev.jug.grpc.proto;

import java.io.IOException;

/** Bytes that are no message. */
public final class ProtoException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProtoException(String message) {
    super(message);
  }
}
