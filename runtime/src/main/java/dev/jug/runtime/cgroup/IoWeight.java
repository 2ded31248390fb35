package dev.jug.runtime.cgroup;

/**
 * Weight of version 1 (10 … 1000) as weight of version 2 (1 … 10000): a straight line through both
 * ends, as runc and crun draw it.
 */
final class IoWeight {
  private static final long LEAST = 10;
  private static final long SPAN = 1000 - LEAST;
  private static final long UNIFIED_SPAN = 10_000 - 1;

  private IoWeight() {}

  static long of(long weight) {
    return 1 + (weight - LEAST) * UNIFIED_SPAN / SPAN;
  }
}
