package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.AbstractListener;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
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
    return run(attack, request, List.of());
  }

  /** The system calls that one makes; nothing is run. */
  public Plan plan(Attack attack) {
    var nobody = Optional.of(new Scene.Neighbour(1));
    var place = services.layout().run();
    return Moves.attack(attack.script(), new Scene(place, 1, 1, "jug-attack", door, nobody));
  }

  /** The same with descriptors that leak into it: they become 4, 5, … */
  AttackResult run(Attack attack, ContainerRequest request, List<Fd> leaks) {
    var directory = services.layout().runs().resolve("attack-" + Ids.exec(services.random()));
    var name = "jug-" + directory.getFileName();
    try (var _ = AbstractListener.bind(name)) {
      var scene = scene(directory, name);
      var victim = attack.victim();
      if (victim.isEmpty()) {
        return run(attack, request, scene, leaks);
      }
      try (var neighbour = new AttackRun(engine, neighbour(), List.of())) {
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
    var found = Optional.of(new Scene.Neighbour(neighbour.pid()));
    var seen =
        new Scene(
            scene.canary(), scene.secret(), scene.engine(), scene.socket(), scene.door(), found);
    var result = run(attack, request, seen, List.of());
    boolean hit = attack.victim().orElseThrow().dies() && neighbour.isOver();
    return hit == result.through() || !attack.victim().orElseThrow().dies()
        ? result
        : new AttackResult(
            attack,
            hit,
            hit ? "the neighbour has died of it" : "the neighbour did not notice",
            result.fences());
  }

  private AttackResult run(Attack attack, ContainerRequest request, Scene scene, List<Fd> leaks) {
    try (var run = new AttackRun(engine, request, leaks)) {
      return run.result(attack, Moves.attack(attack.script(), scene));
    }
  }

  private Scene scene(Path directory, String socket) throws IOException {
    Disk.makePrivate(directory);
    long secret = services.random().nextLong() | 1;
    var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(secret);
    var canary = Files.write(directory.resolve("canary"), bytes.array());
    return new Scene(canary, secret, ProcessHandle.current().pid(), socket, door, Optional.empty());
  }

  /** A container as it is if nobody says anything. */
  private static ContainerRequest neighbour() {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh")).build();
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
