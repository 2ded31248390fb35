package dev.jug.engine.peer;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.Attack.Errand;
import dev.jug.engine.attack.AttackLine;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.AbstractListener;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.MemoryFile;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Attacks in containers of another engine: the same system calls, judged by the same effects. What
 * stops one cannot be seen from here; which call was refused, and how, can.
 */
public final class PeerAttacks implements AutoCloseable {
  /** They are about this engine's own start of a container. */
  private static final Set<String> OURS = Set.of("self-exe", "self-exe-seals", "leaked-fd");

  private final PeerApi api;
  private final PeerImage image;
  private final Path place;
  private final RandomGenerator random;
  private final Fd launcher;
  private final Listener listener;
  private final String network;

  /**
   * Makes an image in the peer, which {@link #close} removes.
   *
   * @param peer its socket
   * @param tools what attacks
   * @param place a directory of this engine's, which is removed
   * @param network of its containers, empty for what is usual
   * @throws Failed if the peer does not do what it is asked for
   */
  public PeerAttacks(Path peer, Tools tools, Path place, RandomGenerator random, String network) {
    this.api = new PeerApi(peer);
    this.place = place;
    this.random = random;
    this.network = network;
    try {
      Files.createDirectories(place.resolve("line"));
      launcher = MemoryFile.sealed("jug-launcher", Files.readAllBytes(tools.launcher()));
    } catch (IOException e) {
      remove();
      throw refused(peer, e);
    }
    try {
      listener = Listener.bind(place.resolve("line/engine.sock"));
    } catch (SysException e) {
      launcher.close();
      remove();
      throw refused(peer, e);
    }
    try {
      image = PeerImage.make(api, tools.front(), place.getFileName().toString());
    } catch (IOException e) {
      release();
      throw refused(peer, e);
    } catch (Failed e) {
      release();
      throw e;
    }
  }

  private static Failed refused(Path peer, Exception e) {
    return new Failed("cannot prepare attacks on " + peer + ": " + e.getMessage(), "", e);
  }

  /**
   * Programs that containers of the peer run.
   *
   * @param front {@code jug}
   * @param launcher which executes plans
   */
  public record Tools(Path front, Path launcher) {}

  /**
   * Runs one in a container that nothing else was asked for. If there can be no such container, it
   * is not tried.
   */
  public AttackResult run(Attack attack) {
    if (OURS.contains(attack.name())) {
      return AttackResult.notTried(attack, "it is about how Jug starts a container");
    }
    if (attack.errand() == Errand.MOUNT_PART) {
      return AttackResult.notTried(attack, "not every version of the API has parts of volumes");
    }
    var name = "jug-peer-" + Long.toHexString(random.nextLong());
    try (var _ = AbstractListener.bind(name)) {
      var scene = Scene.make(place, random, name, api.socket());
      return attack.victim().isEmpty() ? alone(attack, scene) : against(attack, scene);
    } catch (IOException e) {
      throw new Failed("cannot prepare attack " + attack.name() + ": " + e.getMessage(), "", e);
    } catch (Failed e) {
      return AttackResult.notTried(attack, e.getMessage());
    }
  }

  private PeerContainer start(Attack attack) {
    var limits = Limits.of(attack.bound(), place.resolve("line"), network);
    Object request =
        Map.of(
            "Image", image.name(),
            "Cmd", List.of("/jug", "attack"),
            "Env", List.of("JUG_SOCKET=/line/engine.sock"),
            "HostConfig", limits);
    return new PeerContainer(api, request, listener, launcher);
  }

  private AttackResult alone(Attack attack, Scene scene) {
    try (var run = start(attack)) {
      return result(run, attack, Moves.told(attack.script(), scene), scene);
    }
  }

  private AttackResult against(Attack attack, Scene scene) {
    var victim = attack.victim().orElseThrow();
    try (var neighbour = start(attack)) {
      int pid = neighbour.pid();
      neighbour.line().send(Moves.told(victim.script(), scene));
      neighbour.line().awaitReady();
      try (var run = start(attack)) {
        var seen = scene.beside(new Scene.Neighbour(pid)).on(run.stations(neighbour));
        var result = result(run, attack, Moves.told(attack.script(), seen), seen);
        return judged(result, victim, neighbour, pid);
      }
    }
  }

  private static AttackResult judged(
      AttackResult result, Attack.Victim victim, PeerContainer neighbour, int pid) {
    return switch (victim.harm()) {
      case NONE -> result;
      case DEATH -> result.where(!Files.exists(Path.of("/proc/" + pid)), "the neighbour lives");
      case RECEPTION ->
          result.through()
              ? result.where(
                  neighbour.line().hasEnded(AttackLine.RECEPTION),
                  "it was sent, and did not arrive")
              : result;
    };
  }

  private AttackResult result(PeerContainer run, Attack attack, Plan plan, Scene scene) {
    try {
      run.line().send(plan);
      var answer = run.line().receive();
      var failed = answer.filter(frame -> frame.type() == FrameType.FAILED);
      if (failed.isPresent()) {
        return AttackLine.refused(attack, plan, failed.get(), List.of());
      }
      if (attack.errand() != Errand.NONE) {
        return new PeerErrands(run, scene).result(attack);
      }
      boolean through = answer.filter(frame -> frame.type() == FrameType.EXITED).isPresent();
      var how = through ? attack.gain() : "its process died";
      return new AttackResult(attack, through, how, List.of());
    } catch (SysException | BrokenFrameException _) {
      return new AttackResult(attack, false, "its process died", List.of());
    }
  }

  @Override
  public void close() {
    try {
      image.remove(api);
    } finally {
      release();
    }
  }

  private void release() {
    listener.close();
    launcher.close();
    remove();
  }

  private void remove() {
    try {
      Tree.delete(place);
    } catch (IOException e) {
      System.getLogger(PeerAttacks.class.getName())
          .log(System.Logger.Level.WARNING, "cannot remove " + place, e);
    }
  }
}
