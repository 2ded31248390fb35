package dev.jug.engine.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container's health check has found since the container was started: Docker's {@code
 * State.Health}.
 *
 * @param status what follows from the results
 * @param failingStreak how many checks have failed in a row
 * @param log the last results, the oldest first, five at most
 */
public record Health(
    @JsonProperty("Status") HealthStatus status,
    @JsonProperty("FailingStreak") int failingStreak,
    @JsonProperty("Log") List<Result> log) {
  private static final int KEPT = 5;

  /**
   * The result of one check.
   *
   * @param start when it began
   * @param end when it ended, or was killed
   * @param exitCode 0 healthy, 1 unhealthy, −1 if it was killed after its time or could not start
   * @param output what it said, 4096 bytes at most
   */
  public record Result(
      @JsonProperty("Start") Instant start,
      @JsonProperty("End") Instant end,
      @JsonProperty("ExitCode") int exitCode,
      @JsonProperty("Output") String output) {
    /** Whether the container works. */
    public boolean isGood() {
      return exitCode == 0;
    }
  }

  public Health {
    log = List.copyOf(log);
  }

  /** Nothing is known yet. */
  public static Health starting() {
    return new Health(HealthStatus.STARTING, 0, List.of());
  }

  /**
   * What follows with one more result.
   *
   * @param counts whether a failure counts, which it does not while the container may still start
   * @param retries how many failures in a row make it unhealthy
   */
  public Health with(Result result, boolean counts, int retries) {
    int streak = result.isGood() ? 0 : counts ? failingStreak + 1 : failingStreak;
    return new Health(status(result, streak, counts, retries), streak, appended(result));
  }

  private HealthStatus status(Result result, int streak, boolean counts, int retries) {
    if (result.isGood()) {
      return HealthStatus.HEALTHY;
    }
    return counts && streak >= retries ? HealthStatus.UNHEALTHY : status;
  }

  private List<Result> appended(Result result) {
    var all = new ArrayList<>(log);
    all.add(result);
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }
}
