package dev.jug.docker.exec;

import dev.jug.docker.exec.Instance.Ended;
import dev.jug.docker.exec.Instance.Made;
import dev.jug.docker.exec.Instance.Running;
import dev.jug.engine.Container;
import dev.jug.engine.ExecSession;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.ExecRequest;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.LaunchException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The processes that clients asked for. Those that have ended are remembered for a while, for
 * clients ask for the exit code. Thread-safe.
 */
public final class Instances {
  private static final int ID_BYTES = 32;
  private static final int KEPT = 1000;
  private static final int NOT_STARTED = 126;
  private static final int NOT_FOUND = 127;

  private final Map<String, Instance> byId = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  synchronized Instance make(Container container, ExecRequest request, @Nullable String keys) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    var made = new Instance(id, container, request, keys, new AtomicReference<>(new Made()));
    forgetOldest();
    byId.put(id, made);
    return made;
  }

  private void forgetOldest() {
    var ended = byId.values().stream().filter(instance -> !instance.isRunning()).toList();
    ended.stream()
        .limit(Math.max(0, byId.size() - KEPT + 1))
        .forEach(instance -> byId.remove(instance.id()));
  }

  /**
   * The one with an id.
   *
   * @throws NotFound if there is none
   */
  synchronized Instance get(String id) {
    var instance = byId.get(id);
    if (instance == null) {
      throw new NotFound("No such exec instance: " + id, "");
    }
    return instance;
  }

  /** The ids of those of a container that run. */
  public synchronized List<String> of(Container container) {
    return byId.values().stream()
        .filter(i -> i.container().id().equals(container.id()) && i.isRunning())
        .map(Instance::id)
        .toList();
  }

  /**
   * Starts one.
   *
   * @param client as for {@link Container#exec}
   * @throws Conflict if it was started before, or the container does not run
   */
  ExecSession start(Instance instance, ExecRequest request, Optional<Socket> client) {
    var progress = instance.progress();
    if (!(progress.get() instanceof Made made)
        || !progress.compareAndSet(made, new Running(Optional.empty()))) {
      client.ifPresent(Socket::close);
      throw new Conflict("Error: Exec command " + instance.id() + " is already running", "");
    }
    try {
      var session = instance.container().exec(request, client);
      progress.set(new Running(Optional.of(session)));
      return session;
    } catch (RuntimeException e) {
      progress.set(new Ended(0, exitCode(e)));
      throw e;
    }
  }

  /** As a shell has it. */
  private static int exitCode(RuntimeException why) {
    return why instanceof Failed failed && failed.kind() == LaunchException.Kind.COMMAND_NOT_FOUND
        ? NOT_FOUND
        : NOT_STARTED;
  }
}
