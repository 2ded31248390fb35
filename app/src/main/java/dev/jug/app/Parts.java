package dev.jug.app;

import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.linux.SysException;
import dev.jug.oci.runtime.SpecCodec;
import dev.jug.ocicli.OciDoor;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.launch.LaunchingRuntime;
import dev.jug.runtime.lifecycle.Lifecycle;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * What engines and the OCI runtime share.
 *
 * @param runtime starts processes; whoever opens the parts sees that it is closed
 * @param door answers {@code jug-runtime}
 * @param cgroups the machine's
 */
record Parts(LaunchingRuntime runtime, OciDoor door, Cgroups cgroups) implements AutoCloseable {
  /**
   * Wires them.
   *
   * @param parent the group for containers that do not say where they belong
   * @param ready how many launchers to keep ready
   */
  static Parts open(Options options, String parent, int ready) {
    try {
      var cgroups = new Cgroups(CgroupLayout.detect());
      var runtime = new LaunchingRuntime(options.launcher(), ready, cgroups, parent);
      var codec = new SpecCodec();
      var door =
          new OciDoor(
              Version.text(),
              root -> new Lifecycle(root, runtime, cgroups, codec, Clock.systemUTC()));
      return new Parts(runtime, door, cgroups);
    } catch (SysException | UncheckedIOException e) {
      throw new Unavailable("cannot start containers here: " + e.getMessage(), "Jug needs root.");
    }
  }

  /** Removes the group above the OCI runtime's containers if there is none in it. */
  @Override
  public void close() {
    if (cgroups.children(Lifecycle.PARENT).isEmpty()) {
      cgroups.remove(Lifecycle.PARENT);
    }
  }
}
