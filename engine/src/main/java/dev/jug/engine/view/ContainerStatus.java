package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a container is in its life, with Docker's words. */
public enum ContainerStatus {
  /** Made, not started yet, or it could not be started. */
  CREATED,
  RUNNING,
  EXITED,
  /** Half removed: the engine tries again at its next start. */
  DEAD;

  /** Docker's word. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
