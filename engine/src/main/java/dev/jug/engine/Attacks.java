package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.Attack.Bound;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.attack.Scene.Stations;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.peer.PeerAttacks;
import dev.jug.engine.peer.PeerAttacks.Tools;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.AbstractListener;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Replays known attacks inside of containers. The process that attacks is the launcher, executed
 * once more as the container's own program, behind all fences: it needs no file of the image, and
 * makes the system calls of a plan, each of which says what it is for.
 *
 * <p>What is attacked is the engine's own, made for the attack: a file, a socket, a neighbour.
 */
public final class Attacks {
  private final Engine engine;
  private final Services services;
  private final Path door;

  Attacks(Engine engine, Services services) {
    this.engine = engine;
    this.services = services;
    this.door = services.layout().run().resolve("engine.sock");
  }

  /**
   * Runs one in a fresh container.
   *
   * @param request what container: image, rights, mounts; what it is to run does not matter
   * @throws dev.jug.engine.error.EngineException if the container cannot be started
   */
  public AttackResult run(Attack attack, ContainerRequest request) {
    try {
      return run(attack, request, List.of());
    } catch (Unavailable e) {
      if (attack.bound() == Bound.USUAL) {
        throw e;
      }
      return AttackResult.notTried(attack, e.getMessage());
    }
  }

  /** The same during another errand. */
  AttackResult run(Attack attack, ContainerRequest request, Errand errand) {
    return run(attack, request, List.of(), errand);
  }

  /**
   * Makes another engine ready for the same in its containers.
   *
   * @param peer its socket, at which it speaks the Docker Engine API
   * @param tools what attacks
   * @param network of its containers, empty for what is usual there
   * @throws dev.jug.engine.error.EngineException if it does not do what it is asked for
   */
  public PeerAttacks against(Path peer, Tools tools, String network) {
    var place = services.layout().runs().resolve("attack-" + Ids.exec(services.random()));
    return new PeerAttacks(peer, tools, place, services.random(), network);
  }

  /** The system calls that one makes; nothing is run. */
  public Plan plan(Attack attack) {
    var nobody = Optional.of(new Scene.Neighbour(1));
    var place = services.layout().run();
    var somewhere = Optional.of(new Stations(new byte[6], new byte[4], new byte[6], new byte[4]));
    var scene = new Scene(place, 1, 1, "jug-attack", door, nobody, somewhere);
    return Moves.attack(attack.script(), scene);
  }

  /** The same with descriptors that leak into it: they become 4, 5, … */
  AttackResult run(Attack attack, ContainerRequest request, List<Fd> leaks) {
    return run(attack, request, leaks, new Errands(engine, services).of(attack));
  }

  private AttackResult run(Attack attack, ContainerRequest asked, List<Fd> leaks, Errand errand) {
    var directory = services.layout().runs().resolve("attack-" + Ids.exec(services.random()));
    var name = "jug-" + directory.getFileName();
    try (var _ = AbstractListener.bind(name);
        var stage = new AttackStage(engine, attack, name)) {
      var scene = scene(directory, name);
      var request = stage.attacker(asked);
      var victim = attack.victim();
      if (victim.isEmpty()) {
        return run(attack, request, scene, leaks, errand);
      }
      try (var neighbour = new AttackRun(engine, neighbour(request), List.of())) {
        neighbour.send(Moves.victim(victim.get().script(), scene));
        neighbour.awaitReady();
        return against(neighbour, attack, request, scene);
      }
    } catch (IOException e) {
      throw Disk.failed("prepare an attack", e);
    } finally {
      remove(directory);
    }
  }

  private AttackResult against(
      AttackRun neighbour, Attack attack, ContainerRequest request, Scene scene) {
    var seen = scene.beside(new Scene.Neighbour(neighbour.pid()));
    try (var run = new AttackRun(engine, request, List.of())) {
      var script = Moves.attack(attack.script(), seen.on(run.stations(neighbour)));
      return judged(neighbour, attack, run.result(attack, script));
    }
  }

  /** By what happened to the neighbour. */
  private static AttackResult judged(AttackRun neighbour, Attack attack, AttackResult result) {
    return switch (attack.victim().orElseThrow().harm()) {
      case NONE -> result;
      case DEATH -> result.where(neighbour.isOver(), "the neighbour lives");
      case RECEPTION ->
          result.through()
              ? result.where(neighbour.hasReceived(), "it was sent, and did not arrive")
              : result;
    };
  }

  private AttackResult run(
      Attack attack, ContainerRequest request, Scene scene, List<Fd> leaks, Errand errand) {
    var plan = Moves.attack(attack.script(), scene);
    try (var run = new AttackRun(engine, request, leaks)) {
      return attack.errand() == Attack.Errand.NONE
          ? run.result(attack, plan)
          : run.result(attack, plan, errand, scene);
    }
  }

  private Scene scene(Path directory, String socket) throws IOException {
    Disk.makePrivate(directory);
    return Scene.make(directory, services.random(), socket, door);
  }

  /**
   * A container as it is if nobody says anything, on the network of the attacker's, if it has one.
   */
  private static ContainerRequest neighbour(ContainerRequest attacker) {
    var network =
        attacker.namespaces().network() instanceof NamespaceMode.OnNetwork same
            ? same
            : new NamespaceMode.Private();
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"))
        .namespaces(NamespaceOptions.DEFAULT.on(network))
        .log(LogConfig.NONE)
        .build();
  }

  private static void remove(Path directory) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      System.getLogger(Attacks.class.getName())
          .log(System.Logger.Level.WARNING, "cannot remove " + directory, e);
    }
  }
}
