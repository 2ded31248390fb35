package dev.jug.engine.selinux;

import dev.jug.engine.request.SecurityOptions;

/** Looks at what a request says about labels. */
public final class LabelCheck {
  private LabelCheck() {}

  /**
   * Checks its words, whether or not this machine has SELinux.
   *
   * @throws dev.jug.engine.error.EngineException if one means nothing
   */
  public static void check(SecurityOptions security) {
    security.values("label").forEach(LabelOption::parse);
  }
}
