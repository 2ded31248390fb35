package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An engine that is killed, and another one that opens in its place. */
record Victim(Jug jug) {
  private static final int LOG_LINES = 40;

  /** The process of the engine, which may just be opening; empty if there is none. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.allProcesses().filter(process -> isEngine(process.info())).findFirst();
  }

  private boolean isEngine(ProcessHandle.Info info) {
    var run = "--run " + jug.place().resolve("run");
    return info.command().filter(name -> name.endsWith("/java")).isPresent()
        && info.commandLine().filter(line -> line.contains(run)).isPresent();
  }

  /** Kills the engine that runs now, as soon as the moment has come. */
  void kill(Runnable moment) {
    var process = process().orElseThrow();
    moment.run();
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

  /** The end of what engines said here. */
  String log() {
    try {
      var lines = Files.readAllLines(jug.place().resolve("run/engine.log"));
      var last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return "engines said last:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "the engine's log cannot be read: " + e;
    }
  }
}
