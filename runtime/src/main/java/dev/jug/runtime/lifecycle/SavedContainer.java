package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.Status;
import dev.jug.runtime.plan.Step;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a container's directory remembers of it, besides its spec.
 *
 * @param id its id
 * @param bundle absolute path of its bundle
 * @param rootfs absolute path of its root file system
 * @param cgroup its group, such as {@code /jug-runtime/ID}
 * @param scope the name of its scope, as {@code slice:prefix:name}, if systemd made it; else empty
 * @param created when it was created
 * @param owner user id of who created it
 * @param annotations those of its spec
 * @param process its first process
 * @param started whether its program was executed
 * @param steps what its process will do at its start
 */
record SavedContainer(
    String id,
    String bundle,
    String rootfs,
    String cgroup,
    String scope,
    Instant created,
    long owner,
    Map<String, String> annotations,
    ProcessIdentity process,
    boolean started,
    Map<Integer, Step> steps) {
  SavedContainer {
    annotations = Map.copyOf(annotations);
    steps = Map.copyOf(steps);
  }

  /** The same with a process that waits for its start. */
  SavedContainer born(int pid, Map<Integer, Step> planned) {
    return new SavedContainer(
        id,
        bundle,
        rootfs,
        cgroup,
        scope,
        created,
        owner,
        annotations,
        ProcessIdentity.of(pid),
        false,
        planned);
  }

  /** The same with a program that was executed. */
  SavedContainer running(int pid) {
    var known = pid == process.pid() ? process : ProcessIdentity.of(pid);
    return new SavedContainer(
        id, bundle, rootfs, cgroup, scope, created, owner, annotations, known, true, Map.of());
  }

  /**
   * How far it is, as its process tells.
   *
   * @param frozen asked only if it runs
   */
  Status status(BooleanSupplier frozen) {
    if (process.pid() == 0) {
      return Status.CREATING;
    }
    if (!process.isAlive()) {
      return Status.STOPPED;
    }
    if (!started && process.waits()) {
      return Status.CREATED;
    }
    return frozen.getAsBoolean() ? Status.PAUSED : Status.RUNNING;
  }
}
