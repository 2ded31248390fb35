package dev.jug.engine;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Locale;

/** What somebody waits for who waits for a container, with Docker's words. */
public enum WaitCondition {
  /** Until it does not run, which may be so already; being between two restarts is running. */
  NOT_RUNNING,
  /** Until its next end, even if it does not run now. */
  NEXT_EXIT,
  /** Until it is gone, with all it wrote. */
  REMOVED;

  /**
   * Reads {@code not-running} (or nothing), {@code next-exit} or {@code removed}.
   *
   * @throws Invalid if it is none of these
   */
  public static WaitCondition parse(String text) {
    for (var condition : values()) {
      if (condition.word().equals(text.isEmpty() ? NOT_RUNNING.word() : text)) {
        return condition;
      }
    }
    throw new Invalid(
        "invalid condition: \"" + text + "\"", "One of: not-running, next-exit, removed.");
  }

  /** Docker's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
