package dev.jug.streaming.spdy;

import java.util.Map;

/** What a client sends (2.2, 2.6). */
sealed interface Frame {
  /**
   * Opens a stream.
   *
   * @param oneWay whether only the client sends
   * @param last whether the client sends nothing on it
   */
  record Open(int stream, boolean oneWay, boolean last, Map<String, String> headers)
      implements Frame {}

  /** Answers a stream of ours, or adds to the headers of one; there is nothing we need of it. */
  record MoreHeaders(int stream, boolean last) implements Frame {}

  /** Ends a stream at once. */
  record Reset(int stream, int why) implements Frame {}

  /** The first size of windows. */
  record Settings(int window) implements Frame {}

  /** To be sent back. */
  record Ping(int id) implements Frame {}

  /** There is more room: of a stream, or of the session (0). */
  record MoreRoom(int stream, int bytes) implements Frame {}

  /** Bytes, which are read next. */
  record Data(int stream, boolean last, int length) implements Frame {}

  /** No streams will come, settings of no interest, or a kind that nobody knows. */
  record Other() implements Frame {}
}
