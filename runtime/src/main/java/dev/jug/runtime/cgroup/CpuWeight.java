package dev.jug.runtime.cgroup;

/**
 * Shares of version 1 (2 … 262144, 1024 by default) as weight of version 2 (1 … 10000, 100 by
 * default). A quadratic curve through the logarithms maps both ends and the default; runc from
 * 1.3.2 and crun from 1.23 on use the same one. Kernels take shares beyond the ends as the ends.
 */
final class CpuWeight {
  private static final int LEAST_SHARES = 2;
  private static final int MOST_SHARES = 262_144;

  /** Far above the error of a double, far below what tells two shares apart. */
  private static final double ROUNDING = 1e-6;

  private CpuWeight() {}

  static long of(long shares) {
    double exponent = Math.log(Math.clamp(shares, LEAST_SHARES, MOST_SHARES)) / Math.log(2);
    double power = (exponent * exponent + 125 * exponent) / 612 - 7.0 / 34;
    return (long) Math.ceil(Math.pow(10, power) - ROUNDING);
  }
}
