package dev.jug.engine.container;

import dev.jug.engine.health.Health;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.oci.runtime.Spec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one container: the content of its {@code container.json}. Fields that an
 * older engine did not write are zero, false or null when its records are read.
 *
 * @param version of this form, {@link #VERSION}
 * @param id 64 hexadecimal digits
 * @param name its name
 * @param created when it was made
 * @param request what was asked for
 * @param status where it is in its life
 * @param pid its process, 0 if it does not run
 * @param exitCode of the last run
 * @param oomKilled whether the kernel killed a process of the last run for want of memory
 * @param error what went wrong, empty if nothing
 * @param startedAt of the last run, null if there was none
 * @param finishedAt when a run ended the last time, null if none has; one that runs again keeps it,
 *     as with dockerd
 * @param spec what the last run was started as, without the default system call filter; null if
 *     there was none
 * @param restartCount how often its restart policy started it again since somebody started it
 * @param ordered whether its last run ended, or is to end, because somebody asked for that
 * @param health what its health check found in the last run; null if it has none
 */
public record ContainerRecord(
    int version,
    String id,
    String name,
    Instant created,
    ContainerRequest request,
    ContainerStatus status,
    int pid,
    int exitCode,
    boolean oomKilled,
    String error,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Spec spec,
    int restartCount,
    boolean ordered,
    @Nullable Health health) {
  /** The form this engine writes. */
  public static final int VERSION = 1;

  /** A container that has not run yet. */
  public static ContainerRecord created(
      String id, String name, Instant now, ContainerRequest request) {
    return new ContainerRecord(
        VERSION,
        id,
        name,
        now,
        request,
        ContainerStatus.CREATED,
        0,
        0,
        false,
        "",
        null,
        null,
        null,
        0,
        false,
        null);
  }

  /** It runs now. */
  public ContainerRecord started(int process, Instant now, Spec launched) {
    return new Change(this).start(process, now, launched).record();
  }

  /** It has ended. */
  public ContainerRecord exited(int code, boolean outOfMemory, String why, Instant now) {
    return new Change(this)
        .status(ContainerStatus.EXITED)
        .end(code, outOfMemory, why, now)
        .record();
  }

  /** It has ended, and its restart policy is going to start it again. */
  public ContainerRecord restarting(int count) {
    return new Change(this).status(ContainerStatus.RESTARTING).restarts(count).record();
  }

  /** It is not going to be started again, or somebody starts it afresh. */
  public ContainerRecord restarts(int count) {
    return new Change(this).restarts(count).record();
  }

  /** It is somewhere else in its life. */
  public ContainerRecord in(ContainerStatus another) {
    return new Change(this).status(another).record();
  }

  /** Somebody asks it to end. */
  public ContainerRecord orderedToEnd() {
    return new Change(this).ordered().record();
  }

  /** The kernel killed a process of it. */
  public ContainerRecord outOfMemory() {
    return new Change(this).outOfMemory().record();
  }

  /** It could not be started. */
  public ContainerRecord failed(int code, String why) {
    var settled = status == ContainerStatus.RESTARTING ? ContainerStatus.EXITED : status;
    return new Change(this).status(settled).failure(code, why).record();
  }

  /** It has another name. */
  public ContainerRecord renamed(String newName) {
    return new Change(this).name(newName).record();
  }

  /** It is to be something else from its next start on. */
  public ContainerRecord asking(ContainerRequest another) {
    return new Change(this).request(another).record();
  }

  /** It is in another cgroup now than the one it was started in. */
  public ContainerRecord launchedAs(Spec moved) {
    return new Change(this).spec(moved).record();
  }

  /** Its health check found something. */
  public ContainerRecord healthy(Health found) {
    return new Change(this).health(found).record();
  }

  /** What events tell of it: its labels, its name, its image, and more. */
  public Map<String, String> attributes(Map<String, String> more) {
    var attributes = new HashMap<>(request.labels());
    attributes.put("name", name);
    attributes.put("image", request.image().shown());
    attributes.putAll(more);
    return attributes;
  }

  /** Whether it has been started at least once. */
  public boolean hasRun() {
    return startedAt != null;
  }
}
