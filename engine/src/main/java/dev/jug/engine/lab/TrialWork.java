package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.nio.file.Path;

/** Writes the steps of a process that is kept apart and tries what there is. */
final class TrialWork {
  private static final Arg READ = flags(0, "O_RDONLY");
  private static final int ADDRESS_BYTES = 16;
  private static final int INTERNET = 2;

  /**
   * What it tries to reach.
   *
   * @param root a directory with next to nothing in it
   * @param outside a file that is not below it
   * @param port that somebody listens at
   */
  record Target(Path root, Path outside, int port) {}

  private final HeldPlan held;
  private final PlanBuilder plan;

  TrialWork(HeldPlan held) {
    this.held = held;
    this.plan = held.steps();
  }

  /** Goes where it is kept apart. */
  void enter(Compartment compartment, Path root) {
    plan.because("devices by a descriptor, whatever its root is");
    plan.call(Call.OPENAT, FileWork.HERE, plan.text("/dev"), flags(0x20_0000, "O_PATH"), num(0))
        .into(plan.slot("devices"));
    if (compartment.apart()) {
      plan.because("namespaces of its own");
      plan.call(Call.UNSHARE, flags(Compartment.cloneFlags(), Compartment.flagNames()));
      Births.fork(held);
    }
    if (compartment.rooted()) {
      plan.because("a directory as root");
      plan.call(Call.CHROOT, plan.text(root.toString()));
      plan.call(Call.CHDIR, plan.text("/"));
    }
  }

  /** Tries one after the other, and tells each result. */
  void tryAll(Target target) {
    for (var resource : Resource.values()) {
      plan.because(resource.trial());
      switch (resource) {
        case FILES -> open(FileWork.HERE, target.outside().toString());
        case NETWORK -> bind(target.port());
        case PROCESSES -> tell(Call.KILL, num(ProcessHandle.current().pid()), num(0));
        case DEVICES -> open(var(plan.slot("devices")), "loop-control");
        case ROOT -> tell(Call.SETPRIORITY, flags(0, "PRIO_PROCESS"), num(0), num(-5));
        case NUMBER -> PidsController.child(held);
      }
    }
  }

  private void open(Arg directory, String path) {
    tell(Call.OPENAT, directory, plan.text(path), READ, num(0));
  }

  /** Port numbers are big-endian (ip(7)). */
  private void bind(int port) {
    var socket = plan.slot("socket");
    plan.call(Call.SOCKET, flags(INTERNET, "AF_INET"), flags(1, "SOCK_STREAM"), num(0))
        .into(socket);
    var address =
        Block.struct(ADDRESS_BYTES, "0.0.0.0:" + port)
            .put(0, 2, INTERNET)
            .put(2, 1, port >> 8)
            .put(3, 1, port & 0xff);
    tell(Call.BIND, var(socket), at(address), num(ADDRESS_BYTES));
  }

  private void tell(Call call, Arg... arguments) {
    var result = plan.slot("result");
    plan.call(call, arguments).into(result).accept();
    held.stop(var(result));
  }
}
