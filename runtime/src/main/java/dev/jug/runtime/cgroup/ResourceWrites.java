package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.List;
import java.util.TreeMap;

/**
 * Limits of a spec as writes to the files of a group, in whichever hierarchy has the controller.
 * Version 1 files are described in the kernel's admin-guide/cgroup-v1, version 2 files in
 * admin-guide/cgroup-v2.rst. Devices are apart: {@link DeviceRules}, {@link DeviceProgram}.
 */
final class ResourceWrites {
  private final WriteList writes;

  ResourceWrites(CgroupLayout layout, String group) {
    this(layout, group, KernelFiles.REAL);
  }

  ResourceWrites(CgroupLayout layout, String group, KernelFiles kernel) {
    this.writes = new WriteList(layout, group, kernel);
  }

  List<Write> of(Resources resources) {
    var cpu = resources.cpu();
    if (cpu != null) {
      CpuWrites.cpuset(cpu, writes);
    }
    if (resources.memory() != null) {
      MemoryWrites.add(resources.memory(), writes);
    }
    if (cpu != null) {
      CpuWrites.add(cpu, writes);
    }
    pids(resources);
    rare(resources);
    new TreeMap<>(resources.unified()).forEach(this::raw);
    return writes.writes();
  }

  private void rare(Resources resources) {
    if (resources.blockIO() != null) {
      BlockWrites.add(resources.blockIO(), writes);
    }
    resources.hugepageLimits().forEach(limit -> HugepageWrites.add(limit, writes));
    if (resources.network() != null) {
      NetworkWrites.add(resources.network(), writes);
    }
    new TreeMap<>(resources.rdma())
        .forEach((device, limit) -> RdmaWrites.add(device, limit, writes));
  }

  private void pids(Resources resources) {
    var pids = resources.pids();
    if (pids != null && pids.limit() != 0) {
      var value = pids.limit() < 0 ? "max" : Long.toString(pids.limit());
      writes.either("pids", "pids.max", value, "linux.resources.pids.limit");
    }
  }

  private void raw(String file, String value) {
    var field = "linux.resources.unified." + file;
    if (file.isEmpty() || file.contains("/")) {
      throw new InvalidSpecException(field + ": a file name has no slash");
    }
    writes.unified(file, value, field);
  }
}
