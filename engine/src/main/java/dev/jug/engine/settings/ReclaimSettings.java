package dev.jug.engine.settings;

import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import dev.jug.oci.image.GoDuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When images are removed that nobody asked to remove:
 *
 * <pre>{@code
 * {"gc": {"remove": "unnamed", "highPercent": 85, "lowPercent": 80, "plentyGiB": 32,
 *         "minimumAge": "1h", "maximumAge": "never", "partialAge": "1d", "period": "5m"}}
 * }</pre>
 */
final class ReclaimSettings {
  private static final int PERCENT = 100;
  private static final int MOST_GIB = 1 << 30;

  private ReclaimSettings() {}

  static ReclaimPolicy read(Section root) {
    var gc = root.section("gc");
    var normal = ReclaimPolicy.DEFAULT;
    long plenty = gc.number("plentyGiB", (int) (normal.plentyBytes() >> 30), 0, MOST_GIB);
    var scope = gc.parsed("remove", "nothing, unnamed or unused", ReclaimSettings::scope);
    int high = gc.number("highPercent", normal.highPercent(), 1, PERCENT);
    int low = gc.number("lowPercent", normal.lowPercent(), 0, PERCENT);
    var least = age(gc, "minimumAge", normal.minimumAge());
    var most = maximumAge(gc);
    var partial = age(gc, "partialAge", normal.partialAge());
    var period = age(gc, "period", normal.period());
    gc.refuseOthers(Set.of());
    try {
      return new ReclaimPolicy(
          scope.orElse(normal.scope()), high, low, plenty << 30, least, most, partial, period);
    } catch (IllegalArgumentException e) {
      throw root.wrong("gc", String.valueOf(e.getMessage()));
    }
  }

  private static Scope scope(String word) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such choice"));
  }

  private static @Nullable Duration maximumAge(Section gc) {
    boolean never = gc.text("maximumAge").orElse("never").equals("never");
    return never ? null : age(gc, "maximumAge", Duration.ZERO);
  }

  private static Duration age(Section gc, String name, Duration otherwise) {
    return gc.parsed(
            name,
            "a duration, such as \"1h30m\"",
            text ->
                GoDuration.tryParseWithDays(text)
                    .orElseThrow(() -> new IllegalArgumentException("it is none")))
        .orElse(otherwise);
  }
}
