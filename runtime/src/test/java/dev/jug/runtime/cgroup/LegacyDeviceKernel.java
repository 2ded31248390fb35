package dev.jug.runtime.cgroup;

import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel makes of writes to devices.allow and devices.deny in a new group whose parent
 * allows all: one answer, and exceptions from it that go away by their exact name only.
 */
final class LegacyDeviceKernel {
  private final Map<String, String> exceptions = new HashMap<>();
  private boolean allowed = true;

  LegacyDeviceKernel(List<Write> writes) {
    writes.forEach(write -> take(write.file().endsWith("devices.allow"), write.value()));
  }

  private void take(boolean allow, String line) {
    if (line.startsWith("a")) {
      allowed = allow;
      exceptions.clear();
      return;
    }
    int end = line.lastIndexOf(' ');
    var name = line.substring(0, end);
    var letters = line.substring(end + 1);
    var before = exceptions.getOrDefault(name, "");
    exceptions.put(
        name, allow == allowed ? before.replaceAll("[" + letters + "]", "") : before + letters);
  }

  boolean allows(DeviceModel.Wish wish) {
    var wanted =
        ((wish.access() & 1) != 0 ? "m" : "")
            + ((wish.access() & 2) != 0 ? "r" : "")
            + ((wish.access() & 4) != 0 ? "w" : "");
    var matching = exceptions.entrySet().stream().filter(e -> names(e.getKey(), wish));
    return allowed
        ? matching.noneMatch(e -> wanted.chars().anyMatch(c -> e.getValue().indexOf(c) >= 0))
        : matching.anyMatch(e -> wanted.chars().allMatch(c -> e.getValue().indexOf(c) >= 0));
  }

  private static boolean names(String name, DeviceModel.Wish wish) {
    return name.matches("%s (\\*|%d):(\\*|%d)".formatted(wish.type(), wish.major(), wish.minor()));
  }
}
