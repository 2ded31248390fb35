package dev.jug.engine.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a container works, with Docker's words. */
public enum HealthStatus {
  /** No check has said anything that counts. */
  STARTING,
  HEALTHY,
  UNHEALTHY;

  /** Docker's word. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
