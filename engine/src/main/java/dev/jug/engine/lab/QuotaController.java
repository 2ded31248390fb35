package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.runtime.HeldPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** So much time of a processor in each period, and no more until the next. */
final class QuotaController implements Controller {
  private static final long QUOTA_MICROS = 20_000;
  private static final long PERIOD_MICROS = 100_000;
  private static final long LOOK_MILLIS = 700;

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String what() {
    return "so much time of a processor at most, and shares of one that two want";
  }

  @Override
  public Resources limits() {
    var cpu = new Cpu(null, QUOTA_MICROS, null, PERIOD_MICROS, null, null, null);
    return new Resources(List.of(), null, cpu, null, Map.of());
  }

  @Override
  public void work(HeldPlan held) {
    Spin.write(held.steps());
  }

  @Override
  public void follow(Meeting meeting) throws IOException {
    var self = meeting.self();
    long before = self.ran();
    meeting.process().go();
    Meeting.pause(LOOK_MILLIS);
    long ran = TimeUnit.NANOSECONDS.toMillis(self.ran() - before);
    var effects = new ArrayList<String>();
    effects.add(
        "/proc/%d/schedstat: ran %d ms of %d, all of which it wanted"
            .formatted(self.pid(), ran, LOOK_MILLIS));
    self.virtual().ifPresent(effects::add);
    effects.add(
        meeting
            .files()
            .lines(
                "cpu.stat",
                "cpu.stat",
                "nr_periods",
                "nr_throttled",
                "throttled_time",
                "throttled_usec"));
    effects.add("who has used up its quota leaves the run queue until the period is over");
    meeting.saw(
        new LabStep(
            "a process that wants all of a processor",
            "cat /dev/zero > /dev/null",
            "readv(2) of zeros, again and again",
            effects));
  }
}
