package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.IoPriority;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Scheduler;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When the process gets the processor and the disks (sched_setattr(2), ioprio_set(2)). */
final class SchedulingSteps {
  /** In the kernel's numbering; 4 was never taken into use. */
  private static final Map<String, Integer> POLICIES =
      Map.of(
          "SCHED_OTHER", 0,
          "SCHED_FIFO", 1,
          "SCHED_RR", 2,
          "SCHED_BATCH", 3,
          "SCHED_ISO", 4,
          "SCHED_IDLE", 5,
          "SCHED_DEADLINE", 6);

  /** Bit 0 first. */
  private static final List<String> FLAGS =
      List.of(
          "SCHED_FLAG_RESET_ON_FORK",
          "SCHED_FLAG_RECLAIM",
          "SCHED_FLAG_DL_OVERRUN",
          "SCHED_FLAG_KEEP_POLICY",
          "SCHED_FLAG_KEEP_PARAMS",
          "SCHED_FLAG_UTIL_CLAMP_MIN",
          "SCHED_FLAG_UTIL_CLAMP_MAX");

  private static final List<String> CLASSES =
      List.of("", "IOPRIO_CLASS_RT", "IOPRIO_CLASS_BE", "IOPRIO_CLASS_IDLE");

  private static final String FIELD = "process.scheduler";
  private static final int ATTRIBUTE_BYTES = 48;
  private static final int CLASS_SHIFT = 13;
  private static final int LAST_PRIORITY = 7;
  private static final Arg PROCESS = flags(1, "IOPRIO_WHO_PROCESS");

  private final PlanBuilder plan;

  SchedulingSteps(PlanBuilder plan) {
    this.plan = plan;
  }

  /** Sets what the process asks for. */
  void set(Process process) {
    if (process.scheduler() != null) {
      scheduler(process.scheduler());
    }
    if (process.ioPriority() != null) {
      ioPriority(process.ioPriority());
    }
  }

  private void scheduler(Scheduler scheduler) {
    var policy = POLICIES.get(scheduler.policy());
    if (policy == null) {
      throw invalid(".policy: \"" + scheduler.policy() + "\" is none of " + POLICIES.keySet());
    }
    int nice = or0(scheduler.nice());
    int priority = or0(scheduler.priority());
    if (nice < -20 || nice > 19) {
      throw invalid(".nice: " + nice + " is not in the range -20 … 19");
    }
    boolean realTime = policy == 1 || policy == 2;
    if (realTime ? priority < 1 || priority > 99 : priority != 0) {
      throw invalid(
          ".priority: "
              + priority
              + " is not "
              + (realTime ? "in the range 1 … 99" : "0")
              + ", as "
              + scheduler.policy()
              + " needs it");
    }
    plan.because(FIELD + ": " + scheduler.policy());
    var attribute =
        Block.struct(ATTRIBUTE_BYTES, "{" + scheduler.policy() + "}")
            .put(0, 4, ATTRIBUTE_BYTES)
            .put(4, 4, policy)
            .put(8, 8, bits(scheduler.flags()))
            .put(16, 4, nice)
            .put(20, 4, priority)
            .put(24, 8, or0(scheduler.runtime()))
            .put(32, 8, or0(scheduler.deadline()))
            .put(40, 8, or0(scheduler.period()));
    plan.call(Call.SCHED_SETATTR, Flag.ZERO, Arg.at(attribute), Flag.ZERO)
        .hint(
            "real-time policies need CAP_SYS_NICE, and on cgroup version 1 a share of real time in"
                + " linux.resources.cpu.realtimeRuntime; SCHED_DEADLINE needs all processors");
  }

  private static long bits(List<String> names) {
    long bits = 0;
    for (var name : names) {
      int index = FLAGS.indexOf(name);
      if (index < 0) {
        throw invalid(".flags: \"" + name + "\" is none of " + FLAGS);
      }
      bits |= 1L << index;
    }
    return bits;
  }

  private void ioPriority(IoPriority wanted) {
    var field = "process.ioPriority";
    int level = CLASSES.indexOf(wanted.level());
    if (level < 1) {
      throw new InvalidSpecException(
          field
              + ".class: \""
              + wanted.level()
              + "\" is none of "
              + CLASSES.subList(1, CLASSES.size()));
    }
    int priority = or0(wanted.priority());
    if (priority < 0 || priority > LAST_PRIORITY) {
      throw new InvalidSpecException(
          field + ".priority: " + priority + " is not in the range 0 … " + LAST_PRIORITY);
    }
    plan.because(field);
    var value = flags((long) level << CLASS_SHIFT | priority, wanted.level() + "|" + priority);
    plan.call(Call.IOPRIO_SET, PROCESS, Flag.ZERO, value)
        .hint("IOPRIO_CLASS_RT needs CAP_SYS_ADMIN or CAP_SYS_NICE");
  }

  /** In the child: the list of processors as sched_setaffinity(2) wants it. */
  void affinity(String field, @Nullable String list) {
    if (list == null || list.isBlank()) {
      return;
    }
    plan.because(field + ": " + list);
    var mask = BitList.mask(field, list);
    plan.call(Call.SCHED_SETAFFINITY, Flag.ZERO, num(mask.size()), Arg.at(mask.block()))
        .hint("none of these processors is there, or the cgroup's cpuset excludes them");
  }

  private static InvalidSpecException invalid(String message) {
    return new InvalidSpecException(FIELD + message);
  }

  private static int or0(@Nullable Integer value) {
    return Objects.requireNonNullElse(value, 0);
  }

  private static long or0(@Nullable Long value) {
    return Objects.requireNonNullElse(value, 0L);
  }
}
