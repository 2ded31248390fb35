package dev.jug.image.reclaim;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When images are removed that nobody asked to remove. The disk is too full when it is used to the
 * high mark and less than plenty is free; then the least recently used images go until it is used
 * to the low mark, or plenty is free.
 *
 * <p>Whatever the marks say, an image stays that a container was made from, that an operation uses,
 * or that exists here only: one that was made, loaded or named here. What goes can be pulled again
 * under the very name that it had, or has lost its name to a newer image.
 *
 * @param scope which images may go at all
 * @param highPercent how full the disk may get, 1 … 100
 * @param lowPercent how full it may stay, 0 … the high mark
 * @param plentyBytes how much free space is enough on a disk of any size
 * @param minimumAge how long an image is kept after its last use
 * @param maximumAge after how long without use an image goes even if there is space; null for never
 * @param partialAge how long what has arrived of an image waits for the rest
 * @param period how often to look
 */
public record ReclaimPolicy(
    Scope scope,
    int highPercent,
    int lowPercent,
    long plentyBytes,
    Duration minimumAge,
    @Nullable Duration maximumAge,
    Duration partialAge,
    Duration period) {
  private static final long GIB = 1L << 30;

  /** Which images may go. */
  public enum Scope {
    /** None; broken downloads stay too. */
    NOTHING,
    /**
     * Those that lost their name to a newer image: as nobody can ask for them, nobody misses them.
     */
    UNNAMED,
    /** Those that have a name as well. */
    UNUSED;

    /** What an administrator calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For machines whose administrator says nothing. */
  public static final ReclaimPolicy DEFAULT =
      new ReclaimPolicy(
          Scope.UNNAMED,
          85,
          80,
          32 * GIB,
          Duration.ofHours(1),
          null,
          Duration.ofDays(1),
          Duration.ofMinutes(5));

  public ReclaimPolicy {
    if (highPercent < 1 || highPercent > 100) {
      throw new IllegalArgumentException("the high mark must be 1 to 100, not " + highPercent);
    }
    if (lowPercent < 0 || lowPercent > highPercent) {
      throw new IllegalArgumentException(
          "the low mark must be 0 to the high mark, " + highPercent + ", not " + lowPercent);
    }
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("the period must not be zero");
    }
  }

  /** Whether there is anything to look for. */
  public boolean isEnabled() {
    return scope != Scope.NOTHING;
  }

  /** How many bytes are to be freed on a disk; 0 if it is not too full. */
  public long excess(DiskSpace space) {
    if (space.usedPercent() < highPercent || space.available() >= plentyBytes) {
      return 0;
    }
    long wanted = Math.min(plentyBytes, space.availableAt(lowPercent));
    return Math.max(wanted - space.available(), 0);
  }
}
