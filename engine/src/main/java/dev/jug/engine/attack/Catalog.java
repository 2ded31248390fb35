package dev.jug.engine.attack;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.List;
import java.util.stream.Stream;

/** All attacks there are. */
public final class Catalog {
  private static final List<Attack> ALL =
      Stream.of(
              Escapes.all(),
              KernelSettings.all(),
              KernelMemory.all(),
              SystemCalls.all(),
              Processes.all(),
              Races.all(),
              Exhaustion.all(),
              Neighbours.all())
          .flatMap(List::stream)
          .toList();

  private Catalog() {}

  /** All, in the order in which people are shown them. */
  public static List<Attack> all() {
    return ALL;
  }

  /**
   * Those with these names; all if there are none.
   *
   * @throws Invalid if there is none of a name
   */
  public static List<Attack> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().map(Catalog::named).toList();
  }

  private static Attack named(String name) {
    return ALL.stream()
        .filter(attack -> attack.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Invalid("there is no attack \"" + name + "\"", "jug attack --list has them."));
  }
}
