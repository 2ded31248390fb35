package dev.jug.play.probe;

import dev.jug.engine.PodContainer;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks after one run of a container, from the hook after its start on: a thread for each of its
 * probes. Thread-safe.
 */
public final class Watch implements AutoCloseable {
  /** Kubernetes waits for ever. */
  private static final Duration LONGEST_HOOK = Duration.ofHours(1);

  private final PodContainer running;
  private final Container spec;
  private final Prober prober;
  private final Runnable changed;
  private final Consumer<String> unwell;
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;
  private volatile boolean started;
  private volatile boolean ready;

  private Watch(
      PodContainer running,
      Container spec,
      Prober prober,
      Runnable changed,
      Consumer<String> unwell) {
    this.running = running;
    this.spec = spec;
    this.prober = prober;
    this.changed = changed;
    this.unwell = unwell;
  }

  /**
   * Begins to look.
   *
   * @param adopted whether an earlier engine started it: then it counts as it did, until a probe
   *     says otherwise
   * @param address of its pod
   * @param changed called when it has become ready, or is not any more
   * @param unwell called, with why, when it should end
   */
  public static Watch begin(
      PodContainer running,
      Container spec,
      boolean adopted,
      String address,
      Runnable changed,
      Consumer<String> unwell) {
    var watch = new Watch(running, spec, new Prober(running, spec, address), changed, unwell);
    var hook = spec.lifecycle().postStart();
    if (adopted || hook.isEmpty()) {
      watch.probe(adopted);
    } else {
      watch.start("postStart", () -> watch.begin(new Hook(watch.prober, hook.get())));
    }
    return watch;
  }

  /** Until the hook is through, the container counts as one that has not started. */
  private void begin(Hook hook) throws InterruptedException {
    if (hook.run(LONGEST_HOOK)) {
      probe(false);
      changed.run();
    } else {
      unwell.accept("postStart hook failed");
    }
  }

  private void probe(boolean adopted) {
    var probes = spec.probes();
    boolean unprobed = probes.readiness().isEmpty();
    started = adopted || probes.startup().isEmpty();
    ready = started && (adopted || unprobed);
    if (!started) {
      probes.startup().ifPresent(probe -> start("startup", () -> startup(probe, unprobed)));
    }
    probes.readiness().ifPresent(probe -> start("readiness", () -> readiness(probe)));
    probes.liveness().ifPresent(probe -> start("liveness", () -> liveness(probe)));
  }

  /** Which container it looks after. */
  public String id() {
    return running.id();
  }

  /** Whether it has started. */
  public boolean isStarted() {
    return started;
  }

  /** Whether it can be asked for what it does. */
  public boolean isReady() {
    return ready;
  }

  private interface Looking {
    void run() throws InterruptedException;
  }

  private synchronized void start(String what, Looking looking) {
    if (closed) {
      return;
    }
    threads.add(
        Thread.ofVirtual()
            .name(what + " " + running.container().shortId())
            .start(() -> {
              try {
                looking.run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void startup(Probe probe, boolean unprobed) throws InterruptedException {
    Thread.sleep(probe.initialDelay());
    int failed = 0;
    while (!good(probe)) {
      failed++;
      if (failed >= probe.failureThreshold()) {
        unwell.accept("startup probe failed");
        return;
      }
      Thread.sleep(probe.period());
    }
    started = true;
    if (unprobed) {
      ready = true;
    }
    changed.run();
  }

  private boolean good(Probe probe) throws InterruptedException {
    return prober.isGood(probe.check(), probe.timeout());
  }

  private void readiness(Probe probe) throws InterruptedException {
    awaitStart(probe);
    int same = 0;
    boolean last = ready;
    while (true) {
      boolean good = good(probe);
      same = good == last ? same + 1 : 1;
      last = good;
      int enough = good ? probe.successThreshold() : probe.failureThreshold();
      if (good != ready && same >= enough) {
        ready = good;
        changed.run();
      }
      Thread.sleep(probe.period());
    }
  }

  private void liveness(Probe probe) throws InterruptedException {
    awaitStart(probe);
    int failed = 0;
    while (failed < probe.failureThreshold()) {
      failed = good(probe) ? 0 : failed + 1;
      if (failed < probe.failureThreshold()) {
        Thread.sleep(probe.period());
      }
    }
    unwell.accept("liveness probe failed");
  }

  private void awaitStart(Probe probe) throws InterruptedException {
    while (!started) {
      Thread.sleep(Duration.ofMillis(100));
    }
    Thread.sleep(probe.initialDelay());
  }

  @Override
  public synchronized void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
