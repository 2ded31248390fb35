package dev.jug.engine.health;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The beginning of what a check says. */
public final class ProbeOutput {
  private static final int MOST_BYTES = 4096;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean isCut;

  /** Takes more of it. */
  public void add(byte[] more) {
    int room = MOST_BYTES - bytes.size();
    bytes.write(more, 0, Math.min(room, more.length));
    isCut |= more.length > room;
  }

  /** The text, with dots where it goes on. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8) + (isCut ? "..." : "");
  }
}
