package dev.jug.streaming.spdy;

/** The dictionary, for tests that compress by hand. */
public final class SpdyWords {
  private SpdyWords() {}

  /** A copy. */
  public static byte[] dictionary() {
    return Dictionary.bytes();
  }
}
