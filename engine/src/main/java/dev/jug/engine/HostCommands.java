package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.launch.Launches;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.Inherited;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LauncherHost;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Runs commands in resource containers, and in no container. */
public final class HostCommands {
  private final Services services;

  HostCommands(Services services) {
    this.services = services;
  }

  /**
   * Runs one as a descendant of whoever hosts its launcher, and with its files; returns how it
   * ended.
   *
   * @param name the resource container; its own process is in it before it is executed
   * @param client hears of its end even if this engine does not live to see it
   * @param attended waits for the process that runs
   * @throws EngineException if it could not be started
   */
  public int run(
      String name,
      HostCommand command,
      LauncherHost host,
      Socket client,
      ToIntFunction<RunningProcess> attended) {
    var group = new ResourceContainers(services).processGroup(name);
    var state = services.layout().runs().resolve("rc-" + Ids.exec(services.random()));
    try {
      Disk.makePrivate(state);
      var launcher = services.runtime().hosted(host);
      var files =
          new Streams(
              true,
              true,
              Optional.empty(),
              Optional.of(client),
              Optional.of(new Inherited(launcher, List.of())),
              List.of());
      try (var process = services.runtime().start(command, group, files, state)) {
        return attended.applyAsInt(process);
      }
    } catch (IOException e) {
      throw Disk.failed("run a command in resource container " + name, e);
    } catch (LaunchException e) {
      throw new Failed(e.getMessage(), "", e.kind(), e);
    } catch (SysException e) {
      throw new Failed(
          "cannot run a command in resource container " + name + ": " + e.getMessage(), "", e);
    } finally {
      Launches.clear(Path.of(state.toString()));
    }
  }
}
