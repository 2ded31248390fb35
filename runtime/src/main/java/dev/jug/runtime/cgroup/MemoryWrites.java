package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Memory limits (admin-guide/cgroup-v1/memory.rst, and "Memory" in admin-guide/cgroup-v2.rst).
 *
 * <p>Not written: {@code kernel}, which no kernel since 5.16 can limit; and under version 2 {@code
 * swappiness}, {@code disableOOMKiller}, {@code useHierarchy} and {@code kernelTCP}, which it has
 * no files for. runc leaves the same out, and configurations that engines write count on that.
 */
final class MemoryWrites {
  private static final String FIELD = "linux.resources.memory.";
  private static final Range BYTES = Range.orUnlimited(1);
  private static final Range SWAPPINESS = Range.of(0, 100);

  private final WriteList writes;
  private final Memory memory;
  private final @Nullable Long limit;
  private final @Nullable Long reservation;
  private final @Nullable Long swap;

  private MemoryWrites(Memory memory, WriteList writes) {
    this.writes = writes;
    this.memory = memory;
    this.limit = BYTES.check(FIELD + "limit", memory.limit());
    this.reservation = BYTES.check(FIELD + "reservation", memory.reservation());
    this.swap = BYTES.check(FIELD + "swap", memory.swap());
  }

  static void add(Memory memory, WriteList writes) {
    var all = new MemoryWrites(memory, writes);
    all.checkSwap();
    if (writes.isUnified("memory")) {
      all.unified();
    } else {
      all.legacy();
      all.legacySwitches();
    }
  }

  private void checkSwap() {
    var memoryLimit = limit;
    if (swap != null
        && swap != UNLIMITED
        && (memoryLimit == null || memoryLimit == UNLIMITED || memoryLimit > swap)) {
      throw new InvalidSpecException(
          FIELD
              + "swap: "
              + swap
              + " is memory and swap together, so it needs a memory limit that is not above it");
    }
  }

  private void unified() {
    SWAPPINESS.check(FIELD + "swappiness", memory.swappiness());
    writes.unifiedLimit("memory.max", limit, FIELD + "limit");
    writes.unifiedLimit("memory.low", reservation, FIELD + "reservation");
    writes.unifiedLimit("memory.swap.max", swapAlone(), FIELD + "swap");
  }

  /** The spec counts memory and swap together, version 2 counts swap alone. */
  private @Nullable Long swapAlone() {
    return swap == null || swap == UNLIMITED || limit == null ? swap : Long.valueOf(swap - limit);
  }

  private void legacy() {
    writes.legacy("memory", "memory.limit_in_bytes", limit, FIELD + "limit");
    writes.legacy("memory", "memory.soft_limit_in_bytes", reservation, FIELD + "reservation");
    writes.legacyIfBuilt("memory", "memory.memsw.limit_in_bytes", swap, FIELD + "swap");
    var tcp = BYTES.check(FIELD + "kernelTCP", memory.kernelTCP());
    writes.legacyIfBuilt("memory", "memory.kmem.tcp.limit_in_bytes", tcp, FIELD + "kernelTCP");
  }

  private void legacySwitches() {
    var swappiness = SWAPPINESS.check(FIELD + "swappiness", memory.swappiness());
    writes.legacy("memory", "memory.swappiness", swappiness, FIELD + "swappiness");
    if (Boolean.TRUE.equals(memory.disableOOMKiller())) {
      writes.legacy("memory", "memory.oom_control", 1, FIELD + "disableOOMKiller");
    }
    var hierarchy = memory.useHierarchy();
    if (hierarchy != null && writes.has("memory", "memory.use_hierarchy")) {
      var value = hierarchy ? 1 : 0;
      writes.legacy("memory", "memory.use_hierarchy", value, FIELD + "useHierarchy");
    }
  }
}
