package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops all processes of a group and lets them go on (admin-guide/cgroup-v1/freezer-subsystem.rst,
 * {@code cgroup.freeze} in admin-guide/cgroup-v2.rst). Where version 1 has a freezer that is the
 * one, for it is where others look.
 */
final class Freezer {
  private static final int PAUSE_MILLIS = 1;
  private static final int STUCK = 100;

  private final Path group;
  private final boolean legacy;

  Freezer(CgroupLayout layout, String path) {
    var hierarchy = layout.legacy("freezer");
    legacy = hierarchy.isPresent();
    group =
        hierarchy
            .or(layout::unified)
            .map(h -> h.group(path))
            .orElseThrow(
                () -> new InvalidSpecException("cgroup " + path + ": this machine has no freezer"));
  }

  /** Returns when the last process has stopped. */
  void freeze() {
    boolean done = legacy ? freezeLegacy() : written("cgroup.freeze", "1") && settles(true);
    if (!done) {
      thaw();
      throw new CgroupException(
          "cgroup " + group + " does not freeze within two seconds, so it was thawed again");
    }
  }

  /**
   * A process that is on its way into the kernel, or is born meanwhile, can keep a group at
   * FREEZING for ever; being told again helps, and if not, a short thaw.
   */
  private boolean freezeLegacy() {
    int[] attempts = {0};
    return Patience.until(
        PAUSE_MILLIS,
        () -> {
          if (++attempts[0] % STUCK == 0) {
            written("freezer.state", "THAWED");
          }
          return written("freezer.state", "FROZEN") && isFrozen();
        });
  }

  private boolean settles(boolean frozen) {
    return Patience.until(PAUSE_MILLIS, () -> isFrozen() == frozen);
  }

  /** Returns when its processes go on. One that is frozen from above stays so. */
  void thaw() {
    written(legacy ? "freezer.state" : "cgroup.freeze", legacy ? "THAWED" : "0");
    if (!settles(false)) {
      throw new CgroupException(
          "cgroup " + group + " is still frozen: thaw the groups above it as well");
    }
  }

  /** Whether every process has stopped. */
  boolean isFrozen() {
    return legacy
        ? "FROZEN".equals(read("freezer.state"))
        : read("cgroup.events").lines().anyMatch("frozen 1"::equals);
  }

  private String read(String file) {
    return GroupFile.read(group.resolve(file))
        .orElseThrow(() -> new CgroupException("cgroup " + group + " is not there"));
  }

  private boolean written(String file, String value) {
    try {
      GroupFile.write(group.resolve(file), value);
      return true;
    } catch (IOException e) {
      throw new CgroupException(
          "\"%s\" cannot be written to %s: %s"
              .formatted(value, group.resolve(file), GroupFile.reason(e)),
          e);
    }
  }
}
