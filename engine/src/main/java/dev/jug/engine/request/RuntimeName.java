package dev.jug.engine.request;

import org.jspecify.annotations.Nullable;

/** The names of those who make containers. */
public final class RuntimeName {
  /** The engine's own runtime. */
  public static final String OWN = "jug";

  private RuntimeName() {}

  /** Whether a name that the engine has completed a request with is that of another runtime. */
  public static boolean isOther(@Nullable String name) {
    return name != null && !name.equals(OWN);
  }
}
