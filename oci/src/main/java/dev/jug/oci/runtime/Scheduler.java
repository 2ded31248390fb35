package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the kernel schedules the process (config.md, "Linux Process"; sched_setattr(2)).
 *
 * @param policy such as {@code SCHED_OTHER} or {@code SCHED_FIFO}
 * @param nice −20 … 19 for SCHED_OTHER and SCHED_BATCH, null for 0
 * @param priority 1 … 99 for SCHED_FIFO and SCHED_RR, null for 0
 * @param flags such as {@code SCHED_FLAG_RESET_ON_FORK}
 * @param runtime nanoseconds of SCHED_DEADLINE, null for 0
 * @param deadline nanoseconds of SCHED_DEADLINE, null for 0
 * @param period nanoseconds of SCHED_DEADLINE, null for 0
 */
public record Scheduler(
    String policy,
    @Nullable Integer nice,
    @Nullable Integer priority,
    List<String> flags,
    @Nullable Long runtime,
    @Nullable Long deadline,
    @Nullable Long period) {
  public Scheduler {
    flags = Absent.empty(flags);
  }
}
