package dev.jug.streaming;

/** So many URLs are out that nobody has come with that there is none for another (gRPC 8). */
public final class TooManyRequestsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyRequestsException(int most) {
    super("maximum number of in-flight requests exceeded: " + most + "; try again in a minute");
  }
}
