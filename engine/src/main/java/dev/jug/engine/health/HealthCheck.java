package dev.jug.engine.health;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Healthcheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a container is looked after, with Docker's defaults filled in.
 *
 * @param command what runs in it; exit code 0 means that it works
 * @param interval between two checks
 * @param timeout after which a check has failed
 * @param startPeriod time after the start in which failures do not count
 * @param startInterval between two checks in that time, until one succeeds
 * @param retries how many failures in a row make it unhealthy
 */
public record HealthCheck(
    List<String> command,
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    Duration startInterval,
    int retries) {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration START_INTERVAL = Duration.ofSeconds(5);
  private static final int RETRIES = 3;
  private static final Duration LEAST = Duration.ofMillis(1);

  public HealthCheck {
    command = List.copyOf(command);
  }

  /** What a request says; empty if there is nothing to check. */
  public static Optional<HealthCheck> of(@Nullable Healthcheck asked) {
    if (asked == null || asked.test().isEmpty() || "NONE".equals(asked.test().getFirst())) {
      return Optional.empty();
    }
    return Optional.of(
        new HealthCheck(
            command(asked.test()),
            orElse(asked.interval(), INTERVAL),
            orElse(asked.timeout(), TIMEOUT),
            Duration.ofNanos(asked.startPeriod()),
            orElse(asked.startInterval(), START_INTERVAL),
            asked.retries() == 0 ? RETRIES : asked.retries()));
  }

  private static List<String> command(List<String> test) {
    var words = test.subList(1, test.size());
    return switch (test.getFirst()) {
      case "CMD" -> words;
      case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", words));
      default ->
          throw new Invalid("Unknown type '" + test.getFirst() + "' in HEALTHCHECK (try CMD)", "");
    };
  }

  private static Duration orElse(long nanos, Duration standard) {
    return nanos == 0 ? standard : Duration.ofNanos(nanos);
  }

  /**
   * Says no to what makes no sense, in Docker's words.
   *
   * @throws Invalid naming the part
   */
  public static void check(@Nullable Healthcheck asked) {
    if (asked == null) {
      return;
    }
    of(asked);
    atLeast("Interval", asked.interval());
    atLeast("Timeout", asked.timeout());
    atLeast("StartPeriod", asked.startPeriod());
    atLeast("StartInterval", asked.startInterval());
    if (asked.retries() < 0) {
      throw new Invalid("Retries in Healthcheck cannot be negative", "");
    }
  }

  private static void atLeast(String name, long nanos) {
    if (nanos != 0 && nanos < LEAST.toNanos()) {
      throw new Invalid(name + " in Healthcheck cannot be less than 1ms", "");
    }
  }

  /** What an image says where a request does not. */
  public static @Nullable Healthcheck merge(
      @Nullable Healthcheck asked, @Nullable Healthcheck image) {
    if (asked == null || image == null) {
      return asked == null ? image : asked;
    }
    return new Healthcheck(
        asked.test().isEmpty() ? image.test() : asked.test(),
        first(asked.interval(), image.interval()),
        first(asked.timeout(), image.timeout()),
        first(asked.startPeriod(), image.startPeriod()),
        first(asked.startInterval(), image.startInterval()),
        asked.retries() == 0 ? image.retries() : asked.retries());
  }

  private static long first(long own, long other) {
    return own == 0 ? other : own;
  }

  /**
   * How long to wait for the next check.
   *
   * @param sinceStart how long the container has run
   */
  public Duration pause(Health health, Duration sinceStart) {
    boolean starts = health.status() == HealthStatus.STARTING && isStarting(sinceStart);
    return starts ? startInterval : interval;
  }

  /** What follows from a result; failures do not count until it has had the time to start. */
  public Health after(Health before, Health.Result result, Duration sinceStart) {
    boolean counts = before.status() != HealthStatus.STARTING || !isStarting(sinceStart);
    return before.with(result, counts, retries);
  }

  private boolean isStarting(Duration sinceStart) {
    return sinceStart.compareTo(startPeriod) < 0;
  }
}
