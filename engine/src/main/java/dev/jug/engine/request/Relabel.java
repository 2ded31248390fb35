package dev.jug.engine.request;

import java.util.List;
import java.util.Set;

/** Which containers' files those of a mount become, where SELinux keeps containers apart. */
public enum Relabel {
  /** They are what they are. */
  NONE,
  /** All containers' ({@code z}). */
  SHARED,
  /** This container's alone ({@code Z}). */
  OWN;

  /** How people write it; not both. */
  static final Set<String> WORDS = Set.of("z", "Z");

  /** Whether an option of a mount says it. */
  public static boolean isWord(String option) {
    return WORDS.contains(option);
  }

  static Relabel of(List<String> options) {
    if (options.contains("Z")) {
      return OWN;
    }
    return options.contains("z") ? SHARED : NONE;
  }
}
