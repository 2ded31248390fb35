package dev.jug.engine.audit;

/**
 * One thing that was looked at on the way from an image to a process.
 *
 * @param subject what was looked at, such as a container and a side of it
 * @param why what was found
 */
public record SecurityCheck(Stage stage, String subject, Verdict verdict, String why) {
  /** Where on the way it is, in the order of the way. */
  public enum Stage {
    IMAGE,
    REGISTRY,
    HOST,
    RUNTIME
  }

  /** What came of it. */
  public enum Verdict {
    PASS,
    FAIL,
    /** Nobody here can tell. */
    UNKNOWN
  }
}
