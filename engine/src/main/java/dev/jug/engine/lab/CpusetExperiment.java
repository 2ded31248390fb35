package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.Arg;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A group with one of the processors that there are. */
final class CpusetExperiment implements Experiment {
  @Override
  public String name() {
    return "cpuset";
  }

  @Override
  public String what() {
    return "the processors of a group: others are refused, and who is in it moves with it";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var processors = Processors.own();
    int other = processors.size() > 1 ? processors.get(1) : processors.getFirst() + 1;
    new ControllerExperiment(new OneProcessor(processors.getFirst(), other, processors.size() > 1))
        .run(bench, seen);
  }

  /**
   * The group has one, and its process wants another.
   *
   * @param there whether the other one is there at all
   */
  private record OneProcessor(int own, int other, boolean there) implements Controller {
    @Override
    public String name() {
      return "cpuset";
    }

    @Override
    public String what() {
      return "";
    }

    @Override
    public Resources limits() {
      var cpu = new Cpu(null, null, null, null, Integer.toString(own), null, null);
      return new Resources(List.of(), null, cpu, null, Map.of());
    }

    @Override
    public void work(HeldPlan held) {
      var plan = held.steps();
      var result = plan.slot("result");
      plan.because("another processor");
      Processors.stay(plan, other).into(result).accept();
      held.stop(Arg.var(result));
    }

    @Override
    public void follow(Meeting meeting) throws IOException {
      var files = meeting.files();
      meeting.saw(
          new LabStep(
              "a process in it",
              "echo $$ > " + files.file("cgroup.procs", "cgroup.procs"),
              "openat(2), write(2) of \"0\": the writer itself",
              "/proc/%d/status: %s"
                  .formatted(meeting.self().pid(), meeting.self().status("Cpus_allowed_list"))));
      long result = meeting.process().next();
      meeting.saw(
          new LabStep(
              "it wants another one",
              "taskset -pc " + other + " $$",
              "sched_setaffinity(2)",
              Outcome.of(result, "done")
                  + ": processor "
                  + other
                  + (there ? " is not the group's" : " is not there")));
      if (there) {
        var cpus = files.file("cpuset.cpus", "cpuset.cpus");
        files.write(cpus, Integer.toString(other));
        meeting.saw(
            new LabStep(
                "the group gets another one",
                "echo " + other + " > " + cpus,
                "openat(2), write(2): the kernel moves those that are in it",
                "/proc/%d/status: %s"
                    .formatted(meeting.self().pid(), meeting.self().status("Cpus_allowed_list")),
                files.shown("cpuset.effective_cpus", "cpuset.cpus.effective")));
      }
    }
  }
}
