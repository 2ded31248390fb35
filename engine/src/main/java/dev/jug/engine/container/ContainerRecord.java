package dev.jug.engine.container;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.oci.runtime.Spec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one container: the content of its {@code container.json}.
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
 * @param finishedAt of the last run, null if there was none
 * @param spec what the last run was started as, without the default system call filter; null if
 *     there was none
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
    @Nullable Spec spec) {
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
        null);
  }

  /** It runs now. */
  public ContainerRecord started(int process, Instant now, Spec launched) {
    return new ContainerRecord(
        version,
        id,
        name,
        created,
        request,
        ContainerStatus.RUNNING,
        process,
        0,
        false,
        "",
        now,
        null,
        launched);
  }

  /** It has ended. */
  public ContainerRecord exited(int code, boolean outOfMemory, String why, Instant now) {
    return new ContainerRecord(
        version,
        id,
        name,
        created,
        request,
        ContainerStatus.EXITED,
        0,
        code,
        outOfMemory,
        why,
        startedAt,
        now,
        spec);
  }

  /** The kernel killed a process of it. */
  public ContainerRecord outOfMemory() {
    return new ContainerRecord(
        version,
        id,
        name,
        created,
        request,
        status,
        pid,
        exitCode,
        true,
        error,
        startedAt,
        finishedAt,
        spec);
  }

  /** It could not be started. */
  public ContainerRecord failed(int code, String why) {
    return new ContainerRecord(
        version,
        id,
        name,
        created,
        request,
        status,
        0,
        code,
        false,
        why,
        startedAt,
        finishedAt,
        spec);
  }

  /** It has another name. */
  public ContainerRecord renamed(String newName) {
    return new ContainerRecord(
        version,
        id,
        newName,
        created,
        request,
        status,
        pid,
        exitCode,
        oomKilled,
        error,
        startedAt,
        finishedAt,
        spec);
  }
}
