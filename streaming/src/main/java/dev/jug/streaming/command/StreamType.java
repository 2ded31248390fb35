package dev.jug.streaming.command;

import java.util.Locale;
import java.util.Optional;

/** What a stream is for. With WebSockets, the constants are in the order of the channels. */
enum StreamType {
  STDIN,
  STDOUT,
  STDERR,
  ERROR,
  RESIZE;

  /** Of the header {@code streamType}. */
  static Optional<StreamType> of(String name) {
    for (var type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
