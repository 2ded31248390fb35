package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.runtime.dbus.Variant;
import dev.jug.runtime.systemd.Property;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits as properties of a unit (systemd.resource-control(5)). systemd has to know of them, or it
 * would write its own defaults over them when it next looks at the unit. What it has no property
 * for is written to the group alone.
 */
final class ScopeProperties {
  private static final int CPUSET_VERSION = 244;
  private static final int PERIOD_VERSION = 242;
  private static final long DEFAULT_PERIOD = 100_000;
  private static final long MICROS = 1_000_000;

  /** systemd counts in hundredths of a processor, and must not give less than was asked for. */
  private static final long STEP = 10_000;

  private final boolean unified;
  private final int version;
  private final List<Property> properties = new ArrayList<>();

  private ScopeProperties(boolean unified, int version) {
    this.unified = unified;
    this.version = version;
  }

  /**
   * The properties for some limits, which have been found possible.
   *
   * @param unified whether version 2 has the controllers
   * @param version systemd's
   */
  static List<Property> of(Resources resources, boolean unified, int version) {
    var all = new ScopeProperties(unified, version);
    if (resources.memory() != null) {
      all.memory(resources.memory());
    }
    if (resources.cpu() != null) {
      all.cpu(resources.cpu());
    }
    var pids = resources.pids();
    if (pids != null && pids.limit() != 0) {
      all.number("TasksMax", Math.max(pids.limit(), UNLIMITED));
    }
    if (resources.blockIO() != null) {
      all.block(resources.blockIO());
    }
    return all.properties;
  }

  private void number(String name, @Nullable Long value) {
    if (value != null && value != 0) {
      properties.add(Property.number(name, value));
    }
  }

  private void memory(Memory memory) {
    number(unified ? "MemoryMax" : "MemoryLimit", memory.limit());
    if (unified) {
      number("MemoryLow", memory.reservation());
      swap(memory.swap(), memory.limit());
    }
  }

  private void swap(@Nullable Long swap, @Nullable Long limit) {
    if (swap != null && swap == UNLIMITED) {
      number("MemorySwapMax", swap);
    } else if (swap != null && swap != 0 && limit != null) {
      properties.add(Property.number("MemorySwapMax", swap - limit));
    }
  }

  private void cpu(Cpu cpu) {
    var shares = cpu.shares();
    if (shares != null && shares != 0) {
      number(unified ? "CPUWeight" : "CPUShares", unified ? CpuWeight.of(shares) : shares);
    }
    bandwidth(cpu.quota(), cpu.period());
    if (unified && version >= CPUSET_VERSION) {
      processors("AllowedCPUs", cpu.cpus());
      processors("AllowedMemoryNodes", cpu.mems());
    }
  }

  private void bandwidth(@Nullable Long quota, @Nullable Long period) {
    if (version >= PERIOD_VERSION) {
      number("CPUQuotaPeriodUSec", period);
    }
    if (quota != null && quota != 0) {
      long length = period == null || period == 0 ? DEFAULT_PERIOD : period;
      long each = quota < 0 ? UNLIMITED : stepped(quota * MICROS / length);
      number("CPUQuotaPerSecUSec", each);
    }
  }

  private static long stepped(long micros) {
    return (micros + STEP - 1) / STEP * STEP;
  }

  /** As a set of bits, the lowest number in the first one. */
  private void processors(String name, @Nullable String list) {
    if (list != null && !list.isEmpty()) {
      var bits = NumberList.of(list).toByteArray();
      var bytes = new ArrayList<Integer>();
      for (byte some : bits) {
        bytes.add(some & 0xff);
      }
      properties.add(new Property(name, new Variant("ay", bytes)));
    }
  }

  private void block(BlockIO block) {
    var weight = block.weight();
    if (weight != null && weight != 0) {
      number(unified ? "IOWeight" : "BlockIOWeight", unified ? IoWeight.of(weight) : weight);
    }
  }
}
