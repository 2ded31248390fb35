package dev.jug.wire;

import java.util.Arrays;

/** What a frame means (docs/protocols.md, "Frame"). */
public enum FrameType {
  PLAN(1),
  STDIN(3),
  STDIN_EOF(4),
  RESIZE(5),
  SIGNAL(6),
  SUBSCRIBE(7),
  STDOUT(16),
  STDERR(17),
  READY(18),
  STARTED(19),
  FAILED(20),
  EXITED(21),
  REQUEST(32),
  ATTACH(33),
  EXIT(34),
  LAUNCH(35),
  ELSEWHERE(36);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** Its number in a frame's head. */
  public int code() {
    return code;
  }

  static FrameType of(int code) {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(() -> new BrokenFrameException("unknown frame type " + code));
  }
}
