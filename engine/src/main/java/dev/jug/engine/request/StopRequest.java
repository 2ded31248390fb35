package dev.jug.engine.request;

import dev.jug.linux.proc.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * How a container is asked to end.
 *
 * @param signal what it is asked with; empty for its own stop signal
 * @param timeout how long it has until it is killed; empty for its own, negative for ever
 */
public record StopRequest(Optional<Signal> signal, Optional<Duration> timeout) {
  /** As the container itself says. */
  public static final StopRequest USUAL = new StopRequest(Optional.empty(), Optional.empty());

  /** With its own signal, and so much time. */
  public static StopRequest within(Duration timeout) {
    return new StopRequest(Optional.empty(), Optional.of(timeout));
  }
}
