package dev.jug.grpc.http2;

import java.io.IOException;

/** A connection or stream that cannot go on, with the code that the other end is told. */
public final class Http2Exception extends IOException {
  private static final long serialVersionUID = 1L;

  /** RFC 9113, 7: the other end breaks the protocol. */
  static final int PROTOCOL_ERROR = 1;

  /** It sends more than there is room for. */
  static final int FLOW_CONTROL_ERROR = 3;

  /** A frame has a size that it cannot have. */
  static final int FRAME_SIZE_ERROR = 6;

  /** A stream is not wanted. */
  static final int REFUSED_STREAM = 7;

  /** A stream is not needed any more. */
  public static final int CANCEL = 8;

  /** Compressed fields cannot be read. */
  static final int COMPRESSION_ERROR = 9;

  /** The other end behaves as if to do harm. */
  static final int ENHANCE_YOUR_CALM = 11;

  private final int code;

  Http2Exception(int code, String message) {
    super(message);
    this.code = code;
  }

  /** As RFC 9113, 7 numbers them. */
  public int code() {
    return code;
  }
}
