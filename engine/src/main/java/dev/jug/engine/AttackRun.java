package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Fence;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.attack.Scene.Stations;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.net.MacAddress;
import dev.jug.network.Endpoint;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
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

  private static final Duration RECEPTION = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Container container;
  private final FrameSocket line;
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
      line = new FrameSocket(new Socket(new Fd(pair.first().fd().steal())));
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
        .restart(RestartPolicy.NO)
        .health(null)
        .labels(Map.of(LABEL, ""))
        .build();
  }

  int pid() {
    return pid;
  }

  void send(Plan plan) {
    line.send(Frame.of(FrameType.PLAN, plan.encode()));
  }

  /** Waits for a victim. */
  void awaitReady() {
    var answer = receive();
    if (answer.filter(frame -> frame.type() == FrameType.READY).isEmpty()) {
      throw new Failed("the neighbour of an attack did not get ready: " + answer, "", null);
    }
  }

  /** Whether it has ended. */
  boolean isOver() {
    return run.awaitEnd(Duration.ofMillis(200));
  }

  /** Whether it has come to its end, having got what it waited for. */
  boolean hasReceived() {
    return run.awaitEnd(RECEPTION) && run.awaitEnd() == Moves.THROUGH;
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
    return refusal(attack, plan, spec)
        .orElseGet(() -> {
          var tries = new Tries(errand, container, scene);
          boolean through =
              attack.errand().isRace()
                  ? tries.untilItFalls(() -> run.awaitEnd(Duration.ZERO))
                  : tries.falls();
          var how =
              through
                  ? attack.gain()
                  : attack.errand().isRace() ? tries.shown() : "what came first is gone";
          return new AttackResult(attack, through, how, Fence.up(attack.fences(), spec));
        });
  }

  /** The call that the kernel refused; empty if it was none so far. */
  private Optional<AttackResult> refusal(Attack attack, Plan plan, Spec spec) {
    return receive()
        .filter(frame -> frame.type() == FrameType.FAILED)
        .map(frame -> refused(attack, plan, frame, spec));
  }

  private static AttackResult refused(Attack attack, Plan plan, Frame frame, Spec spec) {
    var errno = Errno.of(frame.number(1));
    int index = frame.number(0);
    if (index < 0 || index >= plan.ops().size()) {
      throw new Failed("the launcher refused the plan of attack " + attack.name(), "", null);
    }
    return new AttackResult(
        attack, false, how(plan.ops().get(index), errno), Fence.up(attack.fences(), spec));
  }

  private static String how(Op op, Errno errno) {
    var shown = op.shown();
    return op.hint().isEmpty()
        ? shown.substring(0, Math.max(0, shown.indexOf('('))) + ": " + errno.name()
        : op.hint();
  }

  private AttackResult ended(Attack attack, Spec spec) {
    boolean inTime = run.awaitEnd(PATIENCE);
    int code = inTime ? run.awaitEnd() : -1;
    boolean through = code == Moves.THROUGH;
    var how =
        through
            ? attack.gain()
            : inTime ? "its process ended with " + code : "its process did not come to an end";
    return new AttackResult(attack, through, how, Fence.up(attack.fences(), spec));
  }

  private Optional<Frame> receive() {
    var watch = Thread.ofVirtual().start(this::giveUp);
    try {
      return line.receive();
    } finally {
      watch.interrupt();
    }
  }

  private void giveUp() {
    try {
      Thread.sleep(PATIENCE);
      line.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
