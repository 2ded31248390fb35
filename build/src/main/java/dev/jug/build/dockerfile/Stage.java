package dev.jug.build.dockerfile;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stage: a base, and what is made of it.
 *
 * @param index from 0
 * @param from its first instruction
 * @param instructions those after it
 */
public record Stage(int index, From from, List<Instruction> instructions) {
  public Stage {
    instructions = List.copyOf(instructions);
  }

  /** Its name in small letters, as others refer to it; null if it has none. */
  public @Nullable String name() {
    var alias = from.alias();
    return alias == null ? null : alias.toLowerCase(Locale.ROOT);
  }

  /** Whether a word means this stage: its name in any case, or its number. */
  public boolean isCalled(String word) {
    return word.equalsIgnoreCase(from.alias()) || word.equals(Integer.toString(index));
  }
}
