package dev.jug;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Streams whose output is kept in memory. */
final class Captured {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams;

  private Captured(boolean hasInput, String input) {
    var bytes = input.getBytes(StandardCharsets.UTF_8);
    streams = new Streams(hasInput ? new ByteArrayInputStream(bytes) : null, out, err);
  }

  static Captured withoutInput() {
    return new Captured(false, "");
  }

  static Captured with(String input) {
    return new Captured(true, input);
  }

  Streams streams() {
    return streams;
  }

  Output output(int code) {
    return new Output(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
