package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.Custody;
import dev.jug.runtime.Launch;
import dev.jug.runtime.Released;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The birth line: how a process that is being born talks with the engine (docs/protocols.md,
 * "Engine and child"). There is one if the engine has something to do meanwhile, such as running
 * hooks, or if no launcher stays behind that could report a failure.
 */
public final class BirthSteps {
  /** The child waits for one byte. */
  public static final int READY = -1;

  /** The child waits for one byte; the value is its descriptor for seccomp notifications. */
  public static final int LISTENER = -2;

  /** The value is the child's process id. */
  public static final int BORN = -3;

  /** The launcher waits for four bytes: the process id that it is to look after. */
  public static final int WARD = -4;

  /** The socket in the state directory at which a created container waits for its start. */
  public static final String GATE = "start.sock";

  private static final int LAUNCHER_LINE = 3;
  private static final int RECORD_BYTES = 8;
  private static final int WARD_BYTES = 4;
  private static final int ADDRESS_BYTES = 2 + GATE.length() + 1;
  private static final Arg SET_NAME = flags(15, "PR_SET_NAME");

  private final PlanBuilder plan;
  private final boolean released;
  private final boolean gated;
  private final Optional<Slot> line;

  /** Takes the first descriptor of the plan if there is to be a line. */
  BirthSteps(PlanBuilder plan, Custody custody, boolean needed) {
    this.plan = plan;
    this.released = custody instanceof Released;
    this.gated = custody.waits();
    this.line = needed ? Optional.of(plan.descriptor("birth")) : Optional.empty();
  }

  /** Whether a container needs a line. */
  public static boolean needed(Launch launch, boolean notifies) {
    return notifies || launch.custody() instanceof Released || BirthStops.of(launch).any();
  }

  /** Whether the process waits to be started. */
  boolean gated() {
    return gated;
  }

  /** In the launcher: the gate that the start will come through. */
  void prepare() {
    if (gated) {
      plan.because("start: where a created container waits for it");
      var gate = plan.slot("gate");
      var address = Block.struct(ADDRESS_BYTES, '"' + GATE + '"').put(0, 2, 1);
      byte[] name = GATE.getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < name.length; i++) {
        address.put(2 + i, 1, name[i]);
      }
      plan.call(Call.FCHDIR, var(plan.slot("state")));
      plan.call(Call.SOCKET, StreamSteps.UNIX, StreamSteps.STREAM, Flag.ZERO).into(gate);
      plan.call(Call.BIND, var(gate), Arg.at(address), num(ADDRESS_BYTES));
      plan.call(Call.LISTEN, var(gate), num(1));
    }
  }

  /** In the launcher: the child has a number now. */
  void announce() {
    line.ifPresent(slot -> {
      plan.because("birth: tell the engine the process id");
      var word = word(BORN);
      plan.store(word, 4, 4, var(plan.slot("pid")));
      plan.call(Call.WRITE, var(slot), Arg.at(word), num(RECORD_BYTES));
    });
  }

  /** In the child: without a launcher that stays, failures are reported to the engine itself. */
  void connect() {
    if (released) {
      plan.because("birth: report to the engine, for the launcher will not stay");
      var slot = line.orElseThrow();
      plan.call(Call.DUP3, var(slot), var(Slot.REPORT), Flag.CLOEXEC);
      plan.call(Call.CLOSE, var(slot));
      plan.because("birth: the launcher's own line must end with the launcher");
      plan.call(Call.CLOSE, num(LAUNCHER_LINE));
    }
  }

  /** In the child: the engine does what is to be done at this point, and lets it go on. */
  void await(String why) {
    line.ifPresent(_ -> {
      plan.because(why);
      say(word(READY));
      hear();
    });
  }

  /** In the child of a container that is created first and started later. */
  void passGate() {
    if (!gated) {
      return;
    }
    plan.because("start: wait for it");
    plan.call(Call.PRCTL, SET_NAME, plan.text("jug-created"));
    say(word(READY));
    var starter = plan.slot("starter");
    plan.call(Call.ACCEPT4, var(plan.slot("gate")), Flag.NULL, Flag.NULL, Flag.CLOEXEC)
        .into(starter);
    plan.behindGate();
    plan.because("start: report to who asked for it");
    plan.call(Call.DUP3, var(starter), var(Slot.REPORT), Flag.CLOEXEC);
    plan.call(Call.CLOSE, var(starter));
  }

  /** In the child: the engine takes the listener out of it and gives it to the agent. */
  void handOver(Slot listener) {
    plan.because("linux.seccomp.listenerPath: hand the listener over");
    var word = word(LISTENER);
    plan.store(word, 4, 4, var(listener));
    say(word);
    hear();
  }

  /** In the launcher: somebody else has made its ward, and the engine knows which process it is. */
  void ask(Slot ward) {
    var answer = Block.room(RECORD_BYTES, "4 bytes");
    say(word(WARD));
    plan.call(Call.READ, var(talk()), Arg.at(answer), num(WARD_BYTES)).zeroFails();
    plan.load(answer, 0, WARD_BYTES, ward);
  }

  private void say(Block word) {
    plan.call(Call.WRITE, var(talk()), Arg.at(word), num(RECORD_BYTES));
  }

  private void hear() {
    plan.call(Call.READ, var(talk()), Arg.at(Block.room(RECORD_BYTES, "1 byte")), num(1))
        .zeroFails();
  }

  private Slot talk() {
    return released ? Slot.REPORT : line.orElseThrow();
  }

  private static Block word(int type) {
    var name =
        switch (type) {
          case READY -> "READY";
          case BORN -> "BORN";
          case WARD -> "WARD";
          default -> "LISTENER";
        };
    return Block.struct(RECORD_BYTES, "{" + name + "}").put(0, 4, type);
  }
}
