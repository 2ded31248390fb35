package dev.jug.engine.container;

import dev.jug.engine.health.Health;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.oci.runtime.Spec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record on its way to become another: what is not said stays as it is. */
final class Change {
  private final ContainerRecord old;
  private String name;
  private ContainerRequest request;
  private ContainerStatus status;
  private int pid;
  private int exitCode;
  private boolean oomKilled;
  private String error;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private int restartCount;
  private boolean ordered;
  private @Nullable Health health;
  private @Nullable Spec spec;

  Change(ContainerRecord old) {
    this.old = old;
    name = old.name();
    request = old.request();
    status = old.status();
    pid = old.pid();
    exitCode = old.exitCode();
    oomKilled = old.oomKilled();
    error = old.error();
    startedAt = old.startedAt();
    finishedAt = old.finishedAt();
    restartCount = old.restartCount();
    ordered = old.ordered();
    health = old.health();
    spec = old.spec();
  }

  Change name(String value) {
    name = value;
    return this;
  }

  Change request(ContainerRequest value) {
    request = value;
    return this;
  }

  Change status(ContainerStatus value) {
    status = value;
    return this;
  }

  /** A run begins: nothing of how the last one went is left but when it ended. */
  Change start(int process, Instant now, Spec launched) {
    status = ContainerStatus.RUNNING;
    pid = process;
    exitCode = 0;
    oomKilled = false;
    error = "";
    startedAt = now;
    spec = launched;
    ordered = false;
    health = null;
    return this;
  }

  Change end(int code, boolean outOfMemory, String why, Instant now) {
    pid = 0;
    exitCode = code;
    oomKilled = outOfMemory;
    error = why;
    finishedAt = afterStart(now);
    return this;
  }

  /**
   * The clock may have been set back; files are stamped by one that ticks less often; and a start
   * is noted when the launcher has answered, after which a short run is over already.
   */
  private Instant afterStart(Instant time) {
    var start = startedAt;
    return start != null && !time.isAfter(start) ? start.plusNanos(1) : time;
  }

  Change failure(int code, String why) {
    pid = 0;
    exitCode = code;
    oomKilled = false;
    error = why;
    return this;
  }

  Change outOfMemory() {
    oomKilled = true;
    return this;
  }

  Change restarts(int count) {
    restartCount = count;
    return this;
  }

  Change ordered() {
    ordered = true;
    return this;
  }

  Change health(Health value) {
    health = value;
    return this;
  }

  Change spec(Spec value) {
    spec = value;
    return this;
  }

  ContainerRecord record() {
    return new ContainerRecord(
        old.version(),
        old.id(),
        name,
        old.created(),
        request,
        status,
        pid,
        exitCode,
        oomKilled,
        error,
        startedAt,
        finishedAt,
        spec,
        restartCount,
        ordered,
        health);
  }
}
