package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An engine that is killed, and another one that opens in its place. */
record Victim(Jug jug) {
  /** The process of the engine, which may just be opening; empty if there is none. */
  Optional<ProcessHandle> process() {
    var run = "--run " + jug.place().resolve("run");
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().commandLine().map(line -> line.contains(run)).orElse(false)
                && process.info().command().map(name -> name.endsWith("/java")).orElse(false))
        .findFirst();
  }

  void kill(long delayMillis) {
    var process = process().orElseThrow();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
    Jug.kill(process.pid());
  }

  /** Begins to open an engine that does not come far. */
  void openAndKill(long delayMillis) {
    var start = jug.begin("engine", "start");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
    process().ifPresent(process -> Jug.kill(process.pid()));
    Jug.finish(start, new byte[0]);
    process().ifPresent(process -> Jug.kill(process.pid()));
  }

  void open() {
    var started = jug.run("engine", "start");
    assertThat(started.code()).as(started.toString()).isZero();
  }
}
