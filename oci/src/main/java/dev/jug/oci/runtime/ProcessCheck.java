package dev.jug.oci.runtime;

import java.util.HashSet;

/** What a process must say (config.md, "Process"). */
final class ProcessCheck {
  private static final long LAST_ID = (1L << 32) - 2;
  private static final int LAST_SIZE = 65_535;

  private ProcessCheck() {}

  static void check(Process process) {
    Check.absolute(process.cwd(), "process.cwd");
    user(process.user());
    size(process);
    var limits = new HashSet<String>();
    for (int i = 0; i < process.rlimits().size(); i++) {
      var limit = process.rlimits().get(i);
      var field = "process.rlimits[" + i + "]";
      Check.text(limit.type(), field + ".type");
      Check.that(limits.add(limit.type()), field + ".type", limit.type() + " is there twice");
    }
    Check.range(process.oomScoreAdj(), -1000, 1000, "process.oomScoreAdj");
    if (process.scheduler() != null) {
      Check.text(process.scheduler().policy(), "process.scheduler.policy");
    }
    if (process.ioPriority() != null) {
      Check.text(process.ioPriority().level(), "process.ioPriority.class");
    }
  }

  private static void user(User user) {
    Check.range(user.uid(), 0, LAST_ID, "process.user.uid");
    Check.range(user.gid(), 0, LAST_ID, "process.user.gid");
    Check.range(user.umask(), 0, 0777, "process.user.umask");
    for (var gid : user.additionalGids()) {
      Check.range(gid, 0, LAST_ID, "process.user.additionalGids");
    }
  }

  private static void size(Process process) {
    var size = process.consoleSize();
    if (size != null) {
      Check.range(size.height(), 0, LAST_SIZE, "process.consoleSize.height");
      Check.range(size.width(), 0, LAST_SIZE, "process.consoleSize.width");
    }
  }
}
