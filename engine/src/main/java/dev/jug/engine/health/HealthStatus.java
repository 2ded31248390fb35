package dev.jug.engine.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a container works, with Docker's words. */
public enum HealthStatus {
  /** No check has said anything that counts. */
  STARTING,
  HEALTHY,
  UNHEALTHY;

  /** Docker's word for what a check has found, {@code none} without one. */
  public static String wordOf(@Nullable Health health) {
    return health == null ? "none" : health.status().word();
  }

  /** Docker's word. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
