package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/**
 * Makes sure that a file lies in a real procfs before anything is written to it. An image that
 * brings its own "/proc" would otherwise swallow labels and kernel parameters (CVE-2019-16884,
 * CVE-2019-19921).
 */
final class ProcCheck {
  private static final long PROC_SUPER_MAGIC = 0x9fa0;
  private static final int STATFS_BYTES = 120;

  private final PlanBuilder plan;

  ProcCheck(PlanBuilder plan) {
    this.plan = plan;
  }

  void on(Slot file) {
    var status = Block.room(STATFS_BYTES, "statfs");
    plan.call(Call.FSTATFS, var(file), Arg.at(status));
    plan.expect(status, -1L, PROC_SUPER_MAGIC, Errno.EPERM)
        .hint("/proc of the container is not a proc file system");
  }
}
