package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.health.Health;
import dev.jug.engine.health.HealthCheck;
import dev.jug.engine.log.LogForward;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.PodMember;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.oci.runtime.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A container of a pod sandbox.
 *
 * @param container the container
 */
public record PodContainer(Container container) {
  /** 64 hexadecimal digits. */
  public String id() {
    return container.id();
  }

  private ContainerRecord record() {
    return container.record();
  }

  /** What was asked for. */
  public ContainerRequest request() {
    return record().request();
  }

  /** What it is in its pod. */
  public PodMember member() {
    return Objects.requireNonNull(request().pod(), "containers of pods only are found here");
  }

  /** Whether it has run, or was to. A container of a pod runs once. */
  public boolean hasEnded() {
    return !isRunning() && (record().hasRun() || couldNotStart());
  }

  /** Whether it has its process. */
  public boolean isRunning() {
    return container.status().isRunning();
  }

  /** Whether its start went wrong. */
  public boolean couldNotStart() {
    return container.status() == ContainerStatus.CREATED && !record().error().isEmpty();
  }

  /** When it began to run; empty if it has not. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(record().startedAt());
  }

  /** When a run of it ended the last time; empty if none has. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(record().finishedAt());
  }

  /** Of the run that ended. */
  public int exitCode() {
    return record().exitCode();
  }

  /** Whether the kernel killed a process of it for want of memory. */
  public boolean wasOutOfMemory() {
    return record().oomKilled();
  }

  /** What went wrong; empty if nothing. */
  public String error() {
    return record().error();
  }

  /** Whom it runs as; empty before its start. */
  public Optional<User> user() {
    var spec = record().spec();
    return spec == null || spec.process() == null
        ? Optional.empty()
        : Optional.of(spec.process().user());
  }

  /**
   * Runs a command in it to see how it is.
   *
   * @param timeout after which the command is killed, and has failed
   * @throws dev.jug.engine.error.EngineException.Conflict if it does not run
   */
  public Health.Result check(List<String> command, Duration timeout) {
    var once = new HealthCheck(command, timeout, timeout, Duration.ZERO, timeout, 1);
    return new Probe(container, once, InstantSource.system()).run();
  }

  /** Begins another log file, if the one so far was moved away. */
  public void reopenLog() {
    container.life().forward().ifPresent(LogForward::reopen);
  }
}
