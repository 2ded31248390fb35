package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a container is in its life, with Docker's words. */
public enum ContainerStatus {
  /** Made, not started yet, or it could not be started. */
  CREATED,
  RUNNING,
  /** It has its process, which is stopped until somebody lets it go on. */
  PAUSED,
  /** It has ended, and its restart policy is going to start it again. */
  RESTARTING,
  EXITED,
  /** Half removed: the engine tries again at its next start. */
  DEAD;

  /** Docker's word. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has a process. */
  public boolean hasProcess() {
    return this == RUNNING || this == PAUSED;
  }

  /** What Docker calls running: it has a process, or is going to have one again. */
  public boolean isRunning() {
    return hasProcess() || this == RESTARTING;
  }
}
