package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import dev.jug.linux.proc.KernelLog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A process that the kernel killed for want of memory, as its log has it: counters tell how many
 * there were, nothing else tells which.
 *
 * @param pid its process id, in the first pid namespace
 * @param name what it was called, 15 bytes of it at most
 */
public record OomVictim(int pid, String name) {
  private static final int LOG_BYTES = 64 << 10;

  /** Printed by {@code dump_oom_victim} of mm/oom_kill.c since Linux 4.19. */
  private static final Pattern LINE =
      Pattern.compile("oom-kill:constraint=.*?,task_memcg=(\\S*?),task=(.*),pid=(\\d+),uid=\\d+");

  /**
   * Those of a group that the log still has, the latest last; fewer than there were if the kernel
   * said much else since, or said nothing because there were too many.
   *
   * @param group the group's path
   */
  static List<OomVictim> of(String group) {
    try {
      return find(KernelLog.tail(LOG_BYTES), group);
    } catch (SysException e) {
      return List.of(); // Without CAP_SYSLOG nobody hears of it.
    }
  }

  /** In a cgroup namespace of our own, the kernel's path for a group is longer than ours. */
  static List<OomVictim> find(String log, String group) {
    var found = new ArrayList<OomVictim>();
    var lines = LINE.matcher(log);
    while (lines.find()) {
      if (lines.group(1).endsWith(group)) {
        found.add(new OomVictim(Integer.parseInt(lines.group(3)), lines.group(2)));
      }
    }
    return List.copyOf(found);
  }
}
