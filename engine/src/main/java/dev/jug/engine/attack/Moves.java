package dev.jug.engine.attack;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import dev.jug.wire.FrameType;

/** Writes the plan of an attack: what most of them have in common, in the terms of the kernel. */
public final class Moves {
  /** The exit code of a plan that came to its end. */
  public static final int THROUGH = 42;

  static final Arg READ = flags(0, "O_RDONLY");
  static final Arg WRITE = flags(1, "O_WRONLY");
  static final Arg HERE = flags(-100, "AT_FDCWD");
  static final Arg ZERO = num(0);

  private static final int LINE = 3;
  private static final int ROOM = 512;
  private static final Arg DUMPABLE = flags(4, "PR_SET_DUMPABLE");

  private final PlanBuilder plan;

  private Moves(PlanBuilder plan) {
    this.plan = plan;
  }

  /** The plan of an attack. */
  public static Plan attack(Script script, Scene scene) {
    var plan = new PlanBuilder();
    plan.asContainer();
    new Moves(plan).write(script, scene);
    return plan.build();
  }

  /** The same, which says that it came to its end, for those who cannot see how it ends. */
  public static Plan told(Script script, Scene scene) {
    return attack(
        (moves, seen) -> {
          script.write(moves, seen);
          moves.because("got through");
          moves.say(FrameType.EXITED, THROUGH);
        },
        scene);
  }

  /** The plan of a victim, which says when it is ready. */
  public static Plan victim(Script script, Scene scene) {
    var plan = new PlanBuilder();
    plan.asContainer();
    plan.because("a secret in memory");
    plan.store(Block.room(8, "secret"), 0, 8, flags(scene.secret(), "secret"));
    new Moves(plan).write(script, scene);
    return plan.build();
  }

  private void write(Script script, Scene scene) {
    plan.because("a process like any other, which may look at itself");
    call(Call.PRCTL, DUMPABLE, num(1));
    script.write(this, scene);
    plan.because("got through");
    plan.exit(THROUGH);
  }

  /** What the next calls are for. */
  Moves because(String why) {
    plan.because(why);
    return this;
  }

  PlanBuilder plan() {
    return plan;
  }

  Op call(Call call, Arg... args) {
    return plan.call(call, args);
  }

  Arg text(String text) {
    return plan.text(text);
  }

  /** A descriptor of a file. */
  Slot open(String path, Arg how) {
    var file = plan.slot(path);
    call(Call.OPENAT, HERE, text(path), how, ZERO).into(file);
    return file;
  }

  /** Its first bytes; nothing at all is a failure. */
  Block read(Slot file, Slot count) {
    var bytes = Block.room(ROOM, "bytes");
    call(Call.READ, var(file), at(bytes), num(ROOM)).into(count).zeroFails().hint("it is empty");
    return bytes;
  }

  /** Reads a setting of the kernel and writes the same value back. */
  void rewrite(String path) {
    because("what it is now");
    var count = plan.slot("count");
    var value = Block.room(ROOM, "value");
    call(Call.READ, var(open(path, READ)), at(value), num(ROOM)).into(count);
    because("the same again: whoever can write this can write anything");
    var out = plan.slot("out");
    call(Call.OPENAT, HERE, text(path), WRITE, ZERO).into(out);
    call(Call.WRITE, var(out), at(value), var(count));
  }

  /** Reads a file that holds the secret if it is the canary. */
  void readCanary(String path, Scene scene) {
    because("a file of the host");
    expectSecret(read(open(path, READ), plan.slot("count")), 0, scene);
  }

  /** Goes on only if these bytes are the secret. */
  Op expectSecret(Block bytes, int offset, Scene scene) {
    var found = plan.slot("found");
    var copy = Block.room(8, "found");
    plan.load(bytes, offset, 8, found);
    plan.store(copy, 0, 8, var(found));
    return plan.expect(copy, -1L, scene.secret(), Errno.ENODATA).hint("the secret is not there");
  }

  /** A device node, and a descriptor of it. */
  Slot device(Fence.NoDevice device) {
    boolean block = device.type().equals("b");
    var path = "/dev/attack";
    because("a device node of its own");
    var number = (device.minor() & 0xff) | device.major() << 8 | (device.minor() & ~0xffL) << 12;
    var mode = flags((block ? 0x6000 : 0x2000) | 0600, block ? "S_IFBLK|0600" : "S_IFCHR|0600");
    call(Call.MKNODAT, HERE, text(path), mode, num(number)).accept(Errno.EEXIST);
    return open(path, READ);
  }

  /** Waits. */
  void sleep(long seconds) {
    call(Call.NANOSLEEP, at(Block.struct(16, seconds + " s").put(0, 8, seconds)), nil());
  }

  /** Tells the engine that all is as it should be for what comes next. */
  void ready() {
    because("ready");
    say(FrameType.READY);
  }

  private void say(FrameType type, int... numbers) {
    int length = Integer.BYTES * numbers.length;
    var frame = Block.struct(8 + length, type.name()).put(0, 4, type.code()).put(4, 4, length);
    for (int i = 0; i < numbers.length; i++) {
      frame.put(8 + Integer.BYTES * i, 4, numbers[i]);
    }
    call(Call.WRITE, num(LINE), at(frame), num(8 + length));
  }

  /** Ends in any case: there is nobody to attack, or nobody did. */
  void alone() {
    because("nobody is there");
    plan.expect(Block.room(8, "0"), -1L, 1, Errno.ENODATA).hint("there is no neighbour to reach");
  }

  /** A victim that only is there. */
  static Attack.Victim bystander(Attack.Harm harm) {
    Script stays =
        (moves, _) -> {
          moves.ready();
          moves.sleep(60);
        };
    return new Attack.Victim(stays, harm);
  }
}
