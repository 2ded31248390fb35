package dev.jug.runtime.plan;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.Op.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan from its first operation to its last. Every operation takes the reason that was
 * given last with {@link #because}; reasons are what {@code jug explain} teaches with and what
 * errors quote.
 */
public final class PlanBuilder {
  private static final Arg ALWAYS = Arg.num(0);

  private final List<Op> ops = new ArrayList<>();
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<String, Block> texts = new LinkedHashMap<>();
  private Actor actor = Actor.LAUNCHER;
  private String reason = "";
  private int descriptors;
  private int gate;

  /** The reason for the operations that follow. */
  public PlanBuilder because(String why) {
    reason = why;
    return this;
  }

  /** The slot with this name; made at its first mention. */
  public Slot slot(String name) {
    return slots.computeIfAbsent(name, n -> new Slot(next(), n));
  }

  /** The slot of a descriptor that comes with the plan. Ask for these before any other slot. */
  public Slot descriptor(String name) {
    if (slots.size() != descriptors) {
      throw new IllegalStateException("descriptors take the first slots");
    }
    descriptors++;
    return slot(name);
  }

  private int next() {
    if (slots.size() == Slot.REPORT.index()) {
      throw new IllegalStateException("a plan has " + Slot.REPORT.index() + " slots");
    }
    return slots.size();
  }

  /** A string, which lies in the arena only once however often it is used. */
  public Arg text(String text) {
    return Arg.at(texts.computeIfAbsent(text, Block::text));
  }

  /** A new label, to be {@linkplain #place placed} later. */
  public Label label() {
    return new Label();
  }

  /** Puts a label before the next operation. */
  public void place(Label label) {
    label.place(ops.size());
  }

  /** A system call. */
  public Op call(Call call, Arg... args) {
    return add(OpCode.SYSCALL, call, args);
  }

  /**
   * The clone3(2) that makes the container's process. The launcher goes on with the next operation,
   * the child at the place of {@code child}.
   */
  public Op clone(Block arguments, Label child) {
    return add(OpCode.CLONE, Call.CLONE3, Arg.at(arguments), Arg.num(arguments.size()))
        .startsAt(child);
  }

  /**
   * A clone3(2) for a short task of the launcher itself; a plan may have several. The launcher goes
   * on with the next operation, the child at the place of {@code child}, where nothing may fail.
   */
  public Op fork(Block arguments, Label child) {
    return call(Call.CLONE3, Arg.at(arguments), Arg.num(arguments.size()))
        .zeroFails()
        .orGoTo(child, Errno.EPIPE);
  }

  /** From here on the operations are executed only once the container is started. */
  public void behindGate() {
    gate = ops.size();
  }

  /** From here on the operations are the child's. */
  public void asContainer() {
    actor = Actor.CONTAINER;
  }

  /** Executes the first candidate that can be executed. */
  public Op exec(List<String> candidates, List<String> argv, List<String> environment) {
    return add(
        OpCode.EXEC,
        null,
        Arg.at(Block.strings(candidates)),
        Arg.at(Block.strings(argv)),
        Arg.at(Block.strings(environment)));
  }

  /** Writes a value to memory, {@code width} = 4 or 8 bytes. */
  public Op store(Block block, int offset, int width, Arg value) {
    return add(OpCode.STORE, null, inside(block, offset), Arg.num(width), value);
  }

  /** Reads a value from memory, {@code width} = 4 (signed) or 8 bytes. */
  public Op load(Block block, int offset, int width, Slot into) {
    return add(OpCode.LOAD, null, inside(block, offset), Arg.num(width)).into(into);
  }

  /** Writes a value as decimal text; the block has room for 24 bytes. */
  public Op number(Block block, Arg value) {
    return add(OpCode.NUMBER, null, Arg.at(block), value);
  }

  /**
   * Fails with {@code otherwise} unless the first 8 bytes of the block, masked, have this value.
   */
  public Op expect(Block block, long mask, long value, Errno otherwise) {
    return add(
        OpCode.EXPECT,
        null,
        Arg.at(block),
        Arg.flags(mask, "mask 0x" + Long.toHexString(mask)),
        Arg.flags(value, "0x" + Long.toHexString(value)),
        Arg.flags(otherwise.number(), otherwise.name()));
  }

  /** Goes to a later place in any case. */
  public Op goTo(Label label) {
    var zero = Block.room(8, "0");
    return add(OpCode.EXPECT, null, Arg.at(zero), ALWAYS, Arg.num(1), Arg.num(1))
        .orGoTo(label)
        .shownAs("done");
  }

  /** Goes back to an earlier place in any case, by a call that cannot succeed. */
  public Op goBack(Label label) {
    return call(Call.CLOSE, Arg.num(-1)).orGoTo(label).shownAs("again");
  }

  /** Puts a reaper in front as process 1. */
  public Op init() {
    return add(OpCode.INIT, null);
  }

  /** The process ends. */
  public Op exit(int status) {
    return add(OpCode.EXIT, null, Arg.num(status));
  }

  /** The launcher becomes the monitor. */
  public Op supervise(Supervision supervision) {
    return add(OpCode.SUPERVISE, null, Arg.at(supervision.block()));
  }

  private static Arg inside(Block block, int offset) {
    return offset == 0 ? Arg.at(block) : new Arg.Inside(block, offset);
  }

  private Op add(OpCode code, @Nullable Call call, Arg... args) {
    var op = new Op(code, call, List.of(args), actor, reason);
    ops.add(op);
    return op;
  }

  /** The finished plan. */
  public Plan build() {
    return new Plan(List.copyOf(ops), descriptors, gate);
  }
}
