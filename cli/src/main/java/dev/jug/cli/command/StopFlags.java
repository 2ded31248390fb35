package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.StopRequest;
import dev.jug.linux.proc.Signal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How containers are asked to end, for the commands that do so. */
final class StopFlags {
  @Option(
      names = {"-s", "--signal"},
      description = "Signal to ask with, by name or number; default is the container's.")
  @Nullable String signal;

  @Option(
      names = {"-t", "--time", "--timeout"},
      description = "Seconds to wait before killing; -1: for ever.")
  @Nullable Integer seconds;

  StopRequest request() {
    return new StopRequest(
        Optional.ofNullable(signal).map(StopFlags::signal),
        Optional.ofNullable(seconds).map(s -> Duration.ofSeconds(s)));
  }

  /**
   * The signal of this name or number.
   *
   * @throws Invalid if there is none
   */
  static Signal signal(String text) {
    return Signal.parse(text)
        .orElseThrow(() -> new Invalid("invalid signal: " + text, "See signal(7)."));
  }
}
