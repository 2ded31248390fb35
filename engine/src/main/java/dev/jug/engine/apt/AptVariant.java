package dev.jug.engine.apt;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Arrays;
import java.util.Locale;

/** How much a new image has in it (mmdebstrap(1), "VARIANTS"). */
public enum AptVariant {
  /** What is marked as essential, and no apt. */
  ESSENTIAL,
  /** That and apt. */
  APT,
  /** What has the priority required, and apt: what {@code debian} images have. */
  MINBASE,
  /** That and what packages are built with. */
  BUILDD,
  /** What has the priority required or important. */
  IMPORTANT,
  /** What has the priority required, important or standard. */
  STANDARD;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads one.
   *
   * @throws Invalid if there is none of this name
   */
  public static AptVariant parse(String word) {
    return Arrays.stream(values())
        .filter(variant -> variant.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new Invalid(
                "there is no variant \"" + word + "\"",
                "There are essential, apt, minbase, buildd, important and standard."));
  }
}
