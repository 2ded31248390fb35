package dev.jug.build.dockerfile.expand;

import org.jspecify.annotations.Nullable;

/** What variables are worth. */
@FunctionalInterface
public interface Variables {
  /** The value; null if it is not set. */
  @Nullable String get(String name);

  /** Hears of a name that a plain reference used and that is not set. */
  default void missing(String name) {}
}
