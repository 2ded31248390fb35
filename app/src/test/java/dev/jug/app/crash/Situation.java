package dev.jug.app.crash;

/**
 * Where a container is in its life, as far as somebody would notice.
 *
 * @param code of its last end; 0 if there was none
 * @param ordered whether somebody wanted that end: who stops a container wants it to stay so
 */
record Situation(Stage stage, int code, boolean ordered) {
  /** Where. */
  enum Stage {
    ABSENT,
    CREATED,
    RUNNING,
    PAUSED,
    EXITED
  }

  static final Situation ABSENT = new Situation(Stage.ABSENT, 0, false);
  static final Situation CREATED = new Situation(Stage.CREATED, 0, false);
  static final Situation RUNNING = new Situation(Stage.RUNNING, 0, false);
  static final Situation PAUSED = new Situation(Stage.PAUSED, 0, false);

  /** It was killed because somebody asked for that. */
  static final Situation KILLED = new Situation(Stage.EXITED, 137, true);

  /** It heard the signal and ended. */
  static final Situation STOPPED = new Situation(Stage.EXITED, Program.STOPPED_CODE, true);

  /** Nobody asked. */
  static Situation ended(int code) {
    return new Situation(Stage.EXITED, code, false);
  }

  /** Whether an observation of the one is an observation of the other. */
  boolean looksLike(Situation other) {
    return stage == other.stage && code == other.code;
  }
}
