package dev.jug.image.catalog;

import dev.jug.oci.image.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Chooses among images for several platforms. */
public final class PlatformChoice {
  private PlatformChoice() {}

  /**
   * The one that fits best; the first of those that fit equally well. Empty if none runs there.
   *
   * @param platformOf where a candidate runs
   * @param wanted where it shall run
   */
  public static <T> Optional<T> best(
      List<T> candidates, Function<T, Platform> platformOf, Platform wanted) {
    return candidates.stream()
        .filter(candidate -> wanted.distanceTo(platformOf.apply(candidate)) >= 0)
        .min(Comparator.comparingInt(candidate -> wanted.distanceTo(platformOf.apply(candidate))));
  }
}
