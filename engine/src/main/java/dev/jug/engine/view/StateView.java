package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.health.Health;
import dev.jug.engine.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a container is.
 *
 * @param status where it is in its life
 * @param running whether its process runs, or is about to be started again
 * @param paused whether its processes are stopped where they are
 * @param restarting whether its restart policy is about to start it again
 * @param pid the process id on the host, 0 if it does not run
 * @param exitCode of the last run
 * @param oomKilled whether the kernel killed a process of it for want of memory
 * @param dead whether it is half removed
 * @param error why it could not be started, or what else went wrong; empty if nothing did
 * @param startedAt start of the last run, {@link #NEVER} if there was none
 * @param finishedAt when a run ended the last time, {@link #NEVER} if none has
 * @param health what its health check found, null if it has none or has not been started
 */
public record StateView(
    @JsonProperty("Status") ContainerStatus status,
    @JsonProperty("Running") boolean running,
    @JsonProperty("Paused") boolean paused,
    @JsonProperty("Restarting") boolean restarting,
    @JsonProperty("Pid") int pid,
    @JsonProperty("ExitCode") int exitCode,
    @JsonProperty("OOMKilled") boolean oomKilled,
    @JsonProperty("Dead") boolean dead,
    @JsonProperty("Error") String error,
    @JsonProperty("StartedAt") Instant startedAt,
    @JsonProperty("FinishedAt") Instant finishedAt,
    @JsonProperty("Health") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Health health) {
  /** Go's time of nothing: clients such as Testcontainers ask whether it is that. */
  public static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  /** In Docker's words, for lists: {@code Up 3 minutes (healthy)}. */
  public String words(Instant now) {
    return switch (status) {
      case CREATED -> "Created";
      case RUNNING -> up(now) + healthWords();
      case PAUSED -> up(now) + " (Paused)";
      case RESTARTING -> "Restarting (" + exitCode + ") " + ended(now);
      case EXITED -> "Exited (" + exitCode + ") " + ended(now);
      case DEAD -> "Dead";
    };
  }

  private String up(Instant now) {
    return "Up " + Age.of(Duration.between(startedAt, now));
  }

  private String ended(Instant now) {
    return Age.of(Duration.between(finishedAt, now)) + " ago";
  }

  private String healthWords() {
    if (health == null) {
      return "";
    }
    var found = health.status();
    return found == HealthStatus.STARTING ? " (health: starting)" : " (" + found.word() + ")";
  }
}
