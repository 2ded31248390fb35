package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackLine;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Fence;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.attack.Scene.Stations;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.net.MacAddress;
import dev.jug.network.Endpoint;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.FrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container whose process is a launcher that waits for a plan; it is removed in the end. */
final class AttackRun implements AutoCloseable {
  /** What containers are marked with that attack, or are attacked. */
  static final String LABEL = "dev.jug.attack";

  private final Container container;
  private final AttackLine line;
  private final Run run;
  private final int pid;

  AttackRun(Engine engine, ContainerRequest request, List<Fd> leaks) {
    container = engine.create(launcher(request));
    try (var pair = Socket.pair()) {
      var given = new ArrayList<Fd>();
      given.add(pair.second().fd());
      given.addAll(leaks);
      container.start(new Ends(Optional.empty(), given));
      run = container.life().requireRun();
      pid = run.process().pid();
      line = new AttackLine(new Socket(new Fd(pair.first().fd().steal())));
    } catch (RuntimeException e) {
      remove();
      throw e;
    }
  }

  /**
   * The program that the container was made by is still there. With a word behind its name it keeps
   * the descriptors it inherits, for attacks that look for those.
   */
  private static ContainerRequest launcher(ContainerRequest request) {
    var asked = request.process();
    var self =
        new ProcessOptions(
            List.of("/proc/self/exe", "keep"),
            List.of(),
            asked.environment(),
            asked.directory(),
            asked.user(),
            false,
            false,
            false,
            0,
            0);
    return request.toBuilder(request.image())
        .process(self)
        .autoRemove(true)
        .startsAtOnce(true)
        .init(false)
        .runtime(RuntimeName.OWN)
        .restart(RestartPolicy.NO)
        .health(null)
        .labels(Map.of(LABEL, ""))
        .build();
  }

  int pid() {
    return pid;
  }

  void send(Plan plan) {
    line.send(plan);
  }

  /** Waits for a victim. */
  void awaitReady() {
    line.awaitReady();
  }

  /** Whether it has ended. */
  boolean isOver() {
    return run.awaitEnd(Duration.ofMillis(200));
  }

  /** Whether it has come to its end, having got what it waited for. */
  boolean hasReceived() {
    return run.awaitEnd(AttackLine.RECEPTION) && run.awaitEnd() == Moves.THROUGH;
  }

  /** Who is where, if both are on networks. */
  Optional<Stations> stations(AttackRun other) {
    return endpoint().flatMap(own -> other.endpoint().flatMap(theirs -> stations(own, theirs)));
  }

  private Optional<Endpoint> endpoint() {
    return run.sandbox().flatMap(sandbox -> sandbox.endpoints().stream().findFirst());
  }

  private static Optional<Stations> stations(Endpoint own, Endpoint theirs) {
    var address = theirs.ipv4();
    var gateway = own.gateway();
    return address == null || gateway == null
        ? Optional.empty()
        : Optional.of(
            new Stations(
                MacAddress.parse(own.mac()).bytes(),
                address.getAddress(),
                MacAddress.parse(theirs.mac()).bytes(),
                gateway.getAddress()));
  }

  /** Attacks. */
  AttackResult result(Attack attack, Plan plan) {
    var spec = run.launch().spec();
    try {
      send(plan);
      return refusal(attack, plan, spec).orElseGet(() -> ended(attack, spec));
    } catch (SysException | BrokenFrameException e) {
      return new AttackResult(attack, false, "its process died", Fence.up(attack.fences(), spec));
    }
  }

  /**
   * Attacks while somebody has an errand.
   *
   * @param scene of both
   */
  AttackResult result(Attack attack, Plan plan, Errand errand, Scene scene) {
    var spec = run.launch().spec();
    send(plan);
    return refusal(attack, plan, spec).orElseGet(() -> judged(attack, errand, scene, spec));
  }

  private AttackResult judged(Attack attack, Errand errand, Scene scene, Spec spec) {
    var tries = new Tries(errand, container, scene);
    boolean isRace = attack.errand().isRace();
    boolean through =
        isRace ? tries.untilItFalls(() -> run.awaitEnd(Duration.ZERO)) : tries.falls();
    var failed = isRace ? tries.shown() : "what came first is gone";
    var how = through ? attack.gain() : failed;
    return new AttackResult(attack, through, how, Fence.up(attack.fences(), spec));
  }

  /** The call that the kernel refused; empty if it was none so far. */
  private Optional<AttackResult> refusal(Attack attack, Plan plan, Spec spec) {
    return line.receive()
        .filter(frame -> frame.type() == FrameType.FAILED)
        .map(frame -> AttackLine.refused(attack, plan, frame, Fence.up(attack.fences(), spec)));
  }

  private AttackResult ended(Attack attack, Spec spec) {
    boolean inTime = run.awaitEnd(AttackLine.PATIENCE);
    int code = inTime ? run.awaitEnd() : -1;
    boolean through = code == Moves.THROUGH;
    var how =
        through
            ? attack.gain()
            : inTime ? "its process ended with " + code : "its process did not come to an end";
    return new AttackResult(attack, through, how, Fence.up(attack.fences(), spec));
  }

  private void remove() {
    container.remove(true, VolumeFate.GO);
  }

  @Override
  public void close() {
    line.close();
    remove();
  }
}
