package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A cap on processor time, and then weights. */
final class CpuExperiment implements Experiment {
  private static final long HEAVY = 2048;
  private static final long LIGHT = 1024;
  private static final long LOOK_MILLIS = 1000;

  private final Experiment quota = new ControllerExperiment(new QuotaController());

  @Override
  public String name() {
    return quota.name();
  }

  @Override
  public String what() {
    return quota.what();
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    quota.run(bench, seen);
    int processor = Processors.own().getFirst();
    try (var heavy = new Runner(bench.named("heavy"), HEAVY, processor);
        var light = new Runner(bench.named("light"), LIGHT, processor)) {
      seen.accept(heavy.limited("a group with 2048 shares"));
      seen.accept(light.limited("another with 1024"));
      heavy.process.go();
      light.process.go();
      long first = heavy.self.ran();
      long second = light.self.ran();
      Meeting.pause(LOOK_MILLIS);
      long more = TimeUnit.NANOSECONDS.toMillis(heavy.self.ran() - first);
      long less = TimeUnit.NANOSECONDS.toMillis(light.self.ran() - second);
      seen.accept(
          new LabStep(
              "both want the same processor",
              "taskset -c %d cat /dev/zero > /dev/null, in each".formatted(processor),
              "sched_setaffinity(2); readv(2) of zeros, again and again",
              "/proc/%d/schedstat: ran %d ms".formatted(heavy.self.pid(), more),
              "/proc/%d/schedstat: ran %d ms".formatted(light.self.pid(), less),
              "%.2f to 1: time of a group passes by its weight, and who is behind runs next"
                  .formatted((double) more / Math.max(1, less))));
    }
  }

  /** A process that wants all of one processor, in a group of its own. */
  private static final class Runner implements AutoCloseable {
    private final Bench bench;
    private final GroupWork groups;
    private final HeldProcess process;
    private final Seen self;

    Runner(Bench bench, long shares, int processor) {
      this.bench = bench;
      var cpu = new Cpu(shares, null, null, null, null, null, null);
      var held = new HeldPlan();
      groups =
          new GroupWork(held.steps(), bench, new Resources(List.of(), null, cpu, null, Map.of()));
      Births.introduce(held);
      groups.make();
      groups.limit();
      groups.enter();
      Processors.stay(held.steps(), processor);
      held.stop();
      Spin.write(held.steps());
      held.steps().exit(0);
      process = bench.laboratory().start(held);
      try {
        self = new Seen(process.hear());
        process.next();
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    LabStep limited(String what) {
      return groups.limited(what);
    }

    /** What spins hears of nothing: it is killed first. */
    @Override
    public void close() {
      bench.laboratory().remove(bench.name());
      process.close();
    }
  }
}
