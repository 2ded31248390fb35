package dev.jug.engine;

import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.lab.Bench;
import dev.jug.engine.lab.Experiment;
import dev.jug.engine.lab.LabStep;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.runtime.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows what single calls do to a process, on this machine. */
public final class Experiments {
  private static final int NAME = 12;

  private final Attacks attacks;
  private final Services services;

  Experiments(Attacks attacks, Services services) {
    this.attacks = attacks;
    this.services = services;
  }

  /**
   * Does one; nothing of it stays.
   *
   * @param asked a directory to look at, for those that are about one
   * @param seen is told of each step when it has been done
   * @throws dev.jug.engine.error.EngineException if a call fails, with what it was for
   */
  public void run(Experiment experiment, Optional<Path> asked, Consumer<LabStep> seen) {
    var name = "lab-" + Ids.exec(services.random()).substring(0, NAME);
    var directory = services.layout().runs().resolve(name);
    try {
      Disk.makePrivate(directory);
      var laboratory = services.runtime().laboratory();
      experiment.run(new Bench(laboratory, name, directory, asked, this::attack), seen);
    } catch (IOException | UncheckedIOException | LaunchException | SysException e) {
      throw new Failed(
          "experiment " + experiment.name() + " broke off: " + e.getMessage(),
          "What it had made is removed.",
          e);
    } finally {
      remove(directory);
    }
  }

  private AttackResult attack(String name) {
    var request =
        ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"))
            .namespaces(NamespaceOptions.DEFAULT.on(new NamespaceMode.Private()))
            .log(LogConfig.NONE)
            .build();
    return attacks.run(Catalog.named(List.of(name)).getFirst(), request);
  }

  private static void remove(Path directory) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      System.getLogger(Experiments.class.getName())
          .log(System.Logger.Level.WARNING, "cannot remove " + directory, e);
    }
  }
}
