package dev.jug.engine;

import dev.jug.engine.log.LogReader;
import dev.jug.linux.SysException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.cgroup.CgroupException;
import java.io.IOException;
import java.util.Optional;

/**
 * A run whose monitor was killed, by somebody or for want of memory. Nobody holds its output any
 * more, and nobody would hear of its end: it must not go on unseen.
 */
record Orphan(Services services, Launch launch) {
  /** Docker's exit code for what SIGKILL has ended, which is what happens to an orphan. */
  static final int KILLED_CODE = 137;

  /** Why such a container has ended. */
  static final String KILLED =
      "Its monitor was killed, so the engine killed it too: nobody would have heard of its end.";

  private static final System.Logger LOG = System.getLogger(Orphan.class.getName());

  /**
   * Kills all of its processes, and cuts off what its monitor did not write to the end.
   *
   * @return whether there were any
   */
  boolean end() {
    boolean ran = group().map(Orphan::killed).orElse(false);
    try {
      LogReader.repair(services.layout().stateOf(launch.id()));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the log may be damaged of " + launch.id(), e);
    }
    return ran;
  }

  private Optional<RunningGroup> group() {
    try {
      return Optional.of(services.runtime().group(launch));
    } catch (InvalidSpecException | CgroupException e) {
      LOG.log(System.Logger.Level.WARNING, "which group it was in is lost: " + launch.id(), e);
      return Optional.empty();
    }
  }

  private static boolean killed(RunningGroup group) {
    try {
      boolean ran = !group.processes().isEmpty();
      group.kill();
      return ran;
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "what ran on without a monitor is not killed", e);
      return true;
    }
  }
}
