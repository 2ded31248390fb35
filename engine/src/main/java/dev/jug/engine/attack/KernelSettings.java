package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.HERE;
import static dev.jug.engine.attack.Moves.WRITE;
import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.Fence.Apart;
import dev.jug.engine.attack.Fence.Filtered;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.engine.attack.Fence.Landlocked;
import dev.jug.engine.attack.Fence.Landlocked.Part;
import dev.jug.engine.attack.Fence.Missing;
import dev.jug.engine.attack.Fence.ReadOnly;
import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import java.util.List;
import java.util.stream.Stream;

/** Files through which root tells the kernel what to do, or what to run, outside of containers. */
final class KernelSettings {
  private static final Arg PLACE = Arg.text("/dev/shm");
  private static final Arg UNCHANGED = flags(0x1000 | 0x20, "MS_BIND|MS_REMOUNT");
  private static final Arg REAL_TIME = flags(0, "CLOCK_REALTIME");
  private static final int ADJTIMEX_BYTES = 208;
  private static final int TICK_OFFSET = 88;
  private static final int ADJ_TICK = 0x4000;

  private KernelSettings() {}

  static List<Attack> all() {
    return List.of(
        corePattern(),
        ueventHelper(),
        sysrq(),
        releaseAgent(),
        cgroup(),
        remount(),
        mountProc(),
        mountSys(),
        newMountApi(),
        time(),
        clock());
  }

  private static Attack corePattern() {
    return new Attack(
        "core-pattern",
        "write the program that the kernel runs for a crash",
        "core(5), \"Piping core dumps to a program\"",
        "root on the host at the next crash",
        List.of(new ReadOnly("/proc/sys")),
        (moves, _) -> moves.rewrite("/proc/sys/kernel/core_pattern"));
  }

  private static Attack ueventHelper() {
    return new Attack(
        "uevent-helper",
        "write the program that the kernel runs for a device",
        "kernel: Documentation/driver-api, CONFIG_UEVENT_HELPER",
        "root on the host at the next device",
        List.of(new Missing("/sys/kernel/uevent_helper"), new ReadOnly("/sys")),
        (moves, _) -> moves.rewrite("/sys/kernel/uevent_helper"));
  }

  private static Attack sysrq() {
    return new Attack(
        "sysrq",
        "press a magic key (help only)",
        "proc_sysrq-trigger(5)",
        "restarts the host, or kills all its processes",
        List.of(new Missing("/proc/sysrq-trigger"), new ReadOnly("/proc/sysrq-trigger")),
        (moves, _) -> {
          moves.because("h: help, which does nothing but log");
          var file = moves.open("/proc/sysrq-trigger", WRITE);
          moves.call(Call.WRITE, var(file), moves.text("h"), num(1));
        });
  }

  private static Attack releaseAgent() {
    return new Attack(
        "release-agent",
        "mount a cgroup hierarchy, write the program run for an empty group",
        "CVE-2022-0492",
        "root on the host at the end of a group",
        List.of(
            new Filtered(Call.MOUNT),
            new Landlocked(Part.FILES),
            new Lacking(Capability.SYS_ADMIN),
            new Apart("cgroup")),
        (moves, _) -> {
          moves.because("a hierarchy of version 1, mounted again");
          moves.call(
              Call.MOUNT,
              moves.text("cgroup"),
              PLACE,
              moves.text("cgroup"),
              ZERO,
              moves.text("devices"));
          moves.rewrite("/dev/shm/release_agent");
        });
  }

  private static Attack cgroup() {
    return new Attack(
        "cgroup-write",
        "write the limits of its own cgroup",
        "cgroups(7)",
        "limits of its own choice",
        List.of(new ReadOnly("/sys/fs/cgroup")),
        (moves, _) -> {
          moves.because("version 1, or 2: the group's own list of processes");
          var old = moves.plan().label();
          var found = moves.plan().label();
          var list = moves.plan().slot("list");
          var file = "/sys/fs/cgroup/pids/cgroup.procs";
          moves.call(Call.OPENAT, HERE, moves.text(file), Moves.READ, ZERO).orGoTo(old);
          moves.call(Call.OPENAT, HERE, moves.text(file), WRITE, ZERO).into(list);
          moves.plan().goTo(found);
          moves.plan().place(old);
          moves
              .call(Call.OPENAT, HERE, moves.text("/sys/fs/cgroup/cgroup.procs"), WRITE, ZERO)
              .into(list);
          moves.plan().place(found);
          moves.call(Call.WRITE, var(list), moves.text("0"), num(1));
        });
  }

  private static Attack remount() {
    return new Attack(
        "remount",
        "make /proc/sys writable again",
        "mount(2), MS_REMOUNT",
        "the settings of the host's kernel",
        List.of(
            new Filtered(Call.MOUNT),
            new Landlocked(Part.FILES),
            new Lacking(Capability.SYS_ADMIN)),
        (moves, _) -> {
          moves.because("the same mount without MS_RDONLY");
          moves.call(Call.MOUNT, nil(), moves.text("/proc/sys"), nil(), UNCHANGED, nil());
          moves.rewrite("/proc/sys/kernel/core_pattern");
        });
  }

  private static Attack mountProc() {
    return mounted("mount-proc", "proc", "sys/kernel/core_pattern", List.of());
  }

  /** Without a network namespace of its own it would get the host's instance, which is writable. */
  private static Attack mountSys() {
    var shared = List.<Fence>of(new ReadOnly("/sys"), new Apart("network"));
    return mounted("mount-sys", "sysfs", "kernel/profiling", shared);
  }

  private static Attack mounted(String name, String type, String setting, List<Fence> more) {
    var fences =
        Stream.concat(
            Stream.of(
                new Filtered(Call.MOUNT),
                new Landlocked(Part.FILES),
                new Lacking(Capability.SYS_ADMIN)),
            more.stream());
    return new Attack(
        name,
        "mount a " + type + " of its own, without masks",
        "mount(2), CVE-2019-16884",
        "the settings of the host's kernel",
        fences.toList(),
        (moves, _) -> {
          moves.because("one of its own");
          moves.call(Call.MOUNT, moves.text(type), PLACE, moves.text(type), ZERO, nil());
          moves.because("a setting of the kernel");
          moves.open("/dev/shm/" + setting, WRITE);
        });
  }

  private static Attack newMountApi() {
    return new Attack(
        "fsopen",
        "make a file system by the newer calls, which older filters forget",
        "fsopen(2)",
        "any file system of the kernel's, as CVE-2022-0185 needed it",
        List.of(new Filtered(Call.FSOPEN), new Lacking(Capability.SYS_ADMIN)),
        (moves, _) -> {
          moves.because("a file system that is not mounted yet");
          moves.call(Call.FSOPEN, moves.text("proc"), ZERO);
        });
  }

  /** The length of a tick is set to what it is. */
  private static Attack time() {
    return new Attack(
        "clock",
        "set the clock (to the speed it has)",
        "adjtimex(2); the clock has no namespace",
        "the time of the host and all containers",
        List.of(new Filtered(Call.ADJTIMEX), new Lacking(Capability.SYS_TIME)),
        (moves, _) -> {
          moves.because("how it goes");
          var state = Block.struct(ADJTIMEX_BYTES, "timex");
          moves.call(Call.ADJTIMEX, at(state));
          var tick = moves.plan().slot("tick");
          moves.plan().load(state, TICK_OFFSET, 8, tick);
          moves.because("set to go as it goes");
          var change = Block.struct(ADJTIMEX_BYTES, "timex").put(0, 4, ADJ_TICK);
          moves.plan().store(change, TICK_OFFSET, 8, var(tick));
          moves.call(Call.ADJTIMEX, at(change));
        });
  }

  /** Some microseconds are lost if it works. */
  private static Attack clock() {
    return new Attack(
        "settime",
        "set the clock (to the time it is)",
        "clock_settime(2); time namespaces are for the other clocks",
        "the time of the host and all containers",
        List.of(new Filtered(Call.CLOCK_SETTIME), new Lacking(Capability.SYS_TIME)),
        (moves, _) -> {
          moves.because("what time it is");
          var now = Block.room(16, "now");
          moves.call(Call.CLOCK_GETTIME, REAL_TIME, at(now));
          moves.because("set to what it is");
          moves.call(Call.CLOCK_SETTIME, REAL_TIME, at(now));
        });
  }
}
