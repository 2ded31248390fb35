package dev.jug.docker.exec;

import dev.jug.engine.Container;
import dev.jug.engine.ExecSession;
import dev.jug.engine.request.ExecRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process that somebody asked for, and may start once.
 *
 * @param id 64 hexadecimal digits
 * @param container where it runs
 * @param request what runs
 * @param keys that detach a client, in Docker's notation; null for the default
 * @param progress how far it is
 */
record Instance(
    String id,
    Container container,
    ExecRequest request,
    @Nullable String keys,
    AtomicReference<Progress> progress) {

  /** How far an instance is. */
  sealed interface Progress {}

  /** Nobody has started it. */
  record Made() implements Progress {}

  /** Somebody is starting it, or it runs. */
  record Running(Optional<ExecSession> session) implements Progress {}

  /** It has ended. */
  record Ended(int pid, int code) implements Progress {}

  boolean isRunning() {
    return progress.get() instanceof Running;
  }

  /** Null until it has ended. */
  @Nullable Integer exitCode() {
    return progress.get() instanceof Ended(_, var code) ? code : null;
  }

  /** Its process on the host; 0 before it has one. */
  int pid() {
    return switch (progress.get()) {
      case Made() -> 0;
      case Running(var session) -> session.map(ExecSession::pid).orElse(0);
      case Ended(var pid, _) -> pid;
    };
  }
}
