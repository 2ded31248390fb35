package dev.jug.engine;

import dev.jug.network.Sandbox;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RunningProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run of a container: from the start of its process to the end of the clearing up. Thread-safe.
 */
final class Run {
  private final RunningProcess process;
  private final Optional<Sandbox> sandbox;
  private final RunNetwork network;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch cleared = new CountDownLatch(1);
  private volatile Launch launch;
  private final Stopwatch stopwatch;
  private volatile int code;

  Run(Launch launch, RunningProcess process, Optional<Sandbox> sandbox) {
    this(launch, process, sandbox, Stopwatch.start());
  }

  /** One that began earlier. */
  Run(Launch launch, RunningProcess process, Optional<Sandbox> sandbox, Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
    this.launch = launch;
    this.process = process;
    this.sandbox = sandbox;
    this.network = new RunNetwork(process.pid(), sandbox);
    if (Moving.isInBudget(launch)) {
      network.hold();
    }
  }

  Launch launch() {
    return launch;
  }

  /** It is in another cgroup now. */
  void moved(Launch now) {
    launch = now;
  }

  /** What its networks carry. */
  RunNetwork network() {
    return network;
  }

  /** When its process ended, as its monitor says; now, if there is none that could. */
  Instant endedAt(InstantSource clock) {
    return ExitFile.in(launch.state()).map(ExitFile::written).orElseGet(clock::instant);
  }

  /** How long it has lasted. */
  Duration age() {
    return stopwatch.read();
  }

  /** What else there is to say about its end; empty for nothing. */
  String remark() {
    return process.isOrphaned() ? Orphan.KILLED : "";
  }

  /** It is not watched any more. */
  void letGo() {
    process.close();
    network.close();
  }

  RunningProcess process() {
    return process;
  }

  /** Its networks; empty if it is on none. */
  Optional<Sandbox> sandbox() {
    return sandbox;
  }

  /** Tells those who wait for the end. */
  void end(int exitCode) {
    code = exitCode;
    ended.countDown();
  }

  /** Tells those who wait to use its directories again. */
  void clear() {
    cleared.countDown();
  }

  int awaitEnd() {
    await(ended, Duration.ofSeconds(Long.MAX_VALUE));
    return code;
  }

  /** Waits so long; false if it still runs. */
  boolean awaitEnd(Duration patience) {
    return await(ended, patience);
  }

  void awaitCleared() {
    await(cleared, Duration.ofSeconds(Long.MAX_VALUE));
  }

  private static boolean await(CountDownLatch latch, Duration patience) {
    try {
      return latch.await(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a container", e);
    }
  }
}
