package dev.jug.cli.resource;

import dev.jug.door.text.Size;
import dev.jug.engine.resource.ResourceView.LimitsView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Limits for people.
 *
 * @param limits a dash stands for none
 */
record LimitText(LimitsView limits) {
  private static final String NONE = "-";
  private static final double MICROS_PER_MILLI = 1000;

  String shares() {
    return limits.cpuShares() == 0 ? NONE : Long.toString(limits.cpuShares());
  }

  /** How many, and what can be saved up. */
  String processors() {
    if (limits.nanoCpus() > 0) {
      return BigDecimal.valueOf(limits.nanoCpus(), 9).stripTrailingZeros().toPlainString();
    }
    if (limits.cpuQuota() <= 0) {
      return limits.cpusetCpus().isEmpty() ? NONE : "on " + limits.cpusetCpus();
    }
    var period = BigDecimal.valueOf(limits.cpuPeriod() == 0 ? 100_000 : limits.cpuPeriod());
    var rate =
        BigDecimal.valueOf(limits.cpuQuota())
            .divide(period, 3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return limits.cpuBurst() == 0 ? rate : rate + ", bucket " + bucket();
  }

  private String bucket() {
    double millis = (limits.cpuQuota() + limits.cpuBurst()) / MICROS_PER_MILLI;
    return String.format(Locale.ROOT, "%.0fms", millis);
  }

  String memory() {
    return limits.memory() <= 0 ? NONE : Size.binary(limits.memory());
  }

  String tasks() {
    return limits.pidsLimit() <= 0 ? NONE : Long.toString(limits.pidsLimit());
  }

  /** All that is limited, in a line; empty if nothing is. */
  String line() {
    var text = new StringBuilder();
    add(text, "shares ", shares());
    add(text, "cpus ", processors());
    add(text, "memory ", memory());
    add(text, "pids ", tasks());
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    if (!value.equals(NONE)) {
      text.append("  ").append(name).append(value);
    }
  }
}
