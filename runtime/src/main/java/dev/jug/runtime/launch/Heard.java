package dev.jug.runtime.launch;

import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a program says, of either stream, as its monitor tells it. */
final class Heard {
  private static final int MOST = 64 * 1024;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  /**
   * Listens until the program has ended.
   *
   * @throws dev.jug.linux.SysException if the line breaks; what was heard so far stays
   */
  void listen(FrameSocket frames) {
    for (var frame = frames.receive(); frame.isPresent(); frame = frames.receive()) {
      var type = frame.get().type();
      boolean text = type == FrameType.STDOUT || type == FrameType.STDERR;
      if (text && output.size() < MOST) {
        output.writeBytes(frame.get().payload());
      }
    }
  }

  /** All of it, without space around it. */
  String text() {
    return output.toString(StandardCharsets.UTF_8).strip();
  }
}
