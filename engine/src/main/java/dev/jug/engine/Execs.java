package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.Remedy;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.spec.ExecProcess;
import dev.jug.engine.user.RootView;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that were started inside one container. */
final class Execs {
  private final Services services;
  private final Container container;
  private final Map<String, ExecSession> sessions = new ConcurrentHashMap<>();

  Execs(Services services, Container container) {
    this.services = services;
    this.container = container;
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  ExecSession start(Run run, ExecRequest request, Optional<Socket> client) {
    var spec = run.launch().spec();
    var root =
        new RootView(List.of(Path.of("/proc", Integer.toString(run.process().pid()), "root")));
    var process = ExecProcess.of(request, spec, root);
    var id = Ids.exec(services.random());
    var state = services.layout().execsOf(container.id()).resolve(id);
    var streams = new Streams(request.stdin(), request.stdin(), Optional.empty(), client);
    try {
      Disk.ensurePrivate(state);
      var launch =
          new ExecLaunch(
              run.process().pid(),
              container.id(),
              run.launch().state(),
              spec,
              process,
              state,
              streams);
      var command = String.join(" ", request.command());
      var named = Map.of("execID", id);
      container.publish(Action.EXEC_CREATE, command, named);
      var session = watch(id, services.runtime().exec(launch), state);
      container.publish(Action.EXEC_START, command, named);
      return session;
    } catch (IOException e) {
      Launches.clear(state);
      throw Disk.failed("prepare a process in container " + container.shortId(), e);
    } catch (LaunchException e) {
      Launches.clear(state);
      throw new Failed(e.getMessage(), Remedy.of(e), e.kind(), e);
    } catch (InvalidSpecException | SysException e) {
      Launches.clear(state);
      throw new Failed(String.valueOf(e.getMessage()), Remedy.of(e), e);
    }
  }

  /** Finds the processes again that an earlier engine started; ends those without a monitor. */
  void recover() throws IOException {
    var directory = services.layout().execsOf(container.id());
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var entries = Files.newDirectoryStream(directory)) {
      for (var state : entries) {
        var process = services.runtime().reconnect(state);
        if (process.isPresent()) {
          watch(state.getFileName().toString(), process.get(), state);
        } else {
          new ExecNote(state).end();
          Launches.clear(state);
        }
      }
    }
  }

  private ExecSession watch(String id, RunningProcess process, Path state) {
    var session = new ExecSession(id, process);
    sessions.put(id, session);
    Thread.ofVirtual().name("exec " + id).start(() -> awaitEnd(session, state));
    return session;
  }

  /** The engine closes: it stops watching. */
  void letGo() {
    sessions.values().forEach(session -> session.process().close());
  }

  private void awaitEnd(ExecSession session, Path state) {
    new ExecNote(state).write(session.process().pid());
    int code;
    try {
      code = session.await();
    } catch (CancellationException _) {
      return;
    }
    sessions.remove(session.id());
    Launches.clear(state);
    session.process().close();
    container.publish(
        Action.EXEC_DIE, Map.of("execID", session.id(), "exitCode", Integer.toString(code)));
  }
}
