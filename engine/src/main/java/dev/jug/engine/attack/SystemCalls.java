package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.engine.attack.Fence.Filtered;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import java.util.List;

/** Parts of the kernel that containers have no use for, and that most exploits began with. */
final class SystemCalls {
  private static final Arg NEW_USER = flags(0x1000_0000, "CLONE_NEWUSER");
  private static final Arg NEW_USER_CHILD = flags(0x1000_0011, "CLONE_NEWUSER|SIGCHLD");
  private static final int MAP_ATTRIBUTES = 72;
  private static final int PERF_ATTRIBUTES = 128;

  private SystemCalls() {}

  static List<Attack> all() {
    return List.of(
        bpf(),
        perf(),
        userfault(),
        ring(),
        keyring(),
        keys(),
        userNamespace(),
        clonedUserNamespace(),
        priority(),
        outOfMemory());
  }

  private static Attack bpf() {
    var map =
        Block.struct(MAP_ATTRIBUTES, "an array")
            .put(0, 4, 2)
            .put(4, 4, 4)
            .put(8, 4, 8)
            .put(12, 4, 1);
    return single(
        "bpf",
        "make a BPF map",
        "bpf(2), CVE-2021-3490",
        "the kernel's own view of everything",
        List.of(new Filtered(Call.BPF), new Lacking(Capability.BPF)),
        Call.BPF,
        flags(0, "BPF_MAP_CREATE"),
        at(map),
        num(MAP_ATTRIBUTES));
  }

  private static Attack perf() {
    var clock = Block.struct(PERF_ATTRIBUTES, "a clock").put(0, 4, 1).put(4, 4, PERF_ATTRIBUTES);
    return single(
        "perf",
        "measure all processes of a processor",
        "perf_event_open(2), CVE-2013-2094",
        "what other containers do, from inside of the processor",
        List.of(new Filtered(Call.PERF_EVENT_OPEN), new Lacking(Capability.PERFMON)),
        Call.PERF_EVENT_OPEN,
        at(clock),
        num(-1),
        ZERO,
        num(-1),
        ZERO);
  }

  private static Attack userfault() {
    return single(
        "userfaultfd",
        "stop the kernel in the middle of a copy",
        "userfaultfd(2), CVE-2021-22555 and most races since",
        "time to win races against the kernel",
        List.of(new Filtered(Call.USERFAULTFD)),
        Call.USERFAULTFD,
        flags(1, "UFFD_USER_MODE_ONLY"));
  }

  private static Attack ring() {
    return single(
        "io-uring",
        "make a ring for system calls that no filter sees",
        "io_uring_setup(2), CVE-2022-29582",
        "calls past the filter, and a part of the kernel with a history",
        List.of(new Filtered(Call.IO_URING_SETUP)),
        Call.IO_URING_SETUP,
        num(1),
        at(Block.struct(120, "parameters")));
  }

  /** Keyrings have a user, but no container. */
  private static Attack keyring() {
    return single(
        "keyring",
        "find the keyring of the host's root",
        "keyrings(7): user keyrings have no namespace but the user's",
        "keys of the host and other containers",
        List.of(new Filtered(Call.KEYCTL)),
        Call.KEYCTL,
        flags(0, "KEYCTL_GET_KEYRING_ID"),
        flags(-4, "KEY_SPEC_USER_KEYRING"),
        num(1));
  }

  /** A keyring of the process alone: it is gone with it. */
  private static Attack keys() {
    return single(
        "add-key",
        "take the kernel's memory for keys",
        "add_key(2), CVE-2016-0728",
        "root's quota of keys, which all containers share",
        List.of(new Filtered(Call.ADD_KEY)),
        Call.ADD_KEY,
        Arg.text("user"),
        Arg.text("jug"),
        Arg.text("attack"),
        num(6),
        flags(-2, "KEY_SPEC_PROCESS_KEYRING"));
  }

  private static Attack userNamespace() {
    return single(
        "userns",
        "become root of a user namespace, with all capabilities",
        "unshare(2), CVE-2022-0185, CVE-2023-32233",
        "every part of the kernel that root can reach",
        List.of(new Filtered(Call.UNSHARE)),
        Call.UNSHARE,
        NEW_USER);
  }

  /** The child ends at once, by the plan's own end. */
  private static Attack clonedUserNamespace() {
    return single(
        "userns-clone",
        "the same by clone",
        "clone(2), CVE-2022-0185",
        "every part of the kernel that root can reach",
        List.of(new Filtered(Call.CLONE)),
        Call.CLONE,
        NEW_USER_CHILD,
        ZERO,
        ZERO,
        ZERO,
        ZERO);
  }

  private static Attack priority() {
    return single(
        "priority",
        "run before everybody else",
        "setpriority(2)",
        "most of a processor",
        List.of(new Lacking(Capability.SYS_NICE)),
        Call.SETPRIORITY,
        flags(0, "PRIO_PROCESS"),
        ZERO,
        num(-20));
  }

  private static Attack outOfMemory() {
    return new Attack(
        "oom-score",
        "be the last that is killed when memory is short",
        "proc_pid_oom_score_adj(5)",
        "the end of everybody else's processes first",
        List.of(new Lacking(Capability.SYS_RESOURCE)),
        (moves, _) -> {
          moves.because("never");
          var score = moves.open("/proc/self/oom_score_adj", Moves.WRITE);
          moves.call(Call.WRITE, Arg.var(score), moves.text("-1000"), num(5));
        });
  }

  private static Attack single(
      String name,
      String what,
      String source,
      String gain,
      List<Fence> fences,
      Call call,
      Arg... arguments) {
    var given = List.of(arguments);
    return new Attack(
        name,
        what,
        source,
        gain,
        fences,
        (moves, _) -> {
          moves.because(what);
          moves.call(call, given.toArray(Arg[]::new));
        });
  }
}
