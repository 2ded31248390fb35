package dev.jug.runtime.plan;

import dev.jug.oci.runtime.InvalidSpecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a plan into the bytes that docs/launch-plan.md defines. */
final class PlanEncoder {
  private static final byte[] MAGIC = {'J', 'U', 'G', 'P', 'L', 'A', 'N', 0};
  private static final int VERSION = 1;
  private static final long BASE = 0x20000000L;
  private static final int HEADER = 64;
  private static final int OP = 64;
  private static final int CHECKSUM = 32;
  private static final int NO_SLOT = 0xffff;
  private static final int ZERO_FAILS = 0x80;
  private static final int ALIGNMENT = 8;
  private static final int LARGEST = 1 << 20;

  private final Plan plan;
  private final IdentityHashMap<Block, Integer> offsets = new IdentityHashMap<>();
  private final List<Op> ops;
  private int end;

  PlanEncoder(Plan plan) {
    this.plan = plan;
    this.ops = plan.ops();
    this.end = HEADER + OP * ops.size();
  }

  byte[] encode() {
    for (var op : ops) {
      op.args().forEach(this::place);
    }
    if (end > LARGEST) {
      throw new InvalidSpecException(
          "the launch plan has "
              + end
              + " bytes, at most "
              + LARGEST
              + ": shorten the arguments or the environment");
    }
    var out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    header(out);
    for (int i = 0; i < ops.size(); i++) {
      operation(out.position(HEADER + OP * i), ops.get(i));
    }
    offsets.forEach((block, offset) -> content(out, block, offset));
    out.putLong(CHECKSUM, checksum(out));
    return out.array();
  }

  private void place(Arg arg) {
    switch (arg) {
      case Arg.At(var block) -> place(block);
      case Arg.Inside(var block, _) -> place(block);
      case Arg.Num _, Arg.Var _ -> {}
    }
  }

  private void place(Block block) {
    if (offsets.putIfAbsent(block, end) == null) {
      end += (block.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      block.links().forEach(link -> place(link.target()));
    }
  }

  private void header(ByteBuffer out) {
    out.put(MAGIC).putInt(VERSION).putInt(end).putInt(ops.size()).putInt(plan.descriptors());
    out.putLong(BASE);
  }

  private void operation(ByteBuffer out, Op op) {
    out.putShort((short) op.code().code());
    out.putShort((short) (op.call() == null ? 0 : op.call().number()));
    out.putShort((short) index(op.result()));
    out.put(slotBits(op.args()));
    out.put((byte) (op.policy().ordinal() | (op.doesZeroFail() ? ZERO_FAILS : 0)));
    out.putInt(op.target() == null ? 0 : op.target().index());
    for (int i = 0; i < 2; i++) {
      out.putShort((short) (i < op.errors().size() ? op.errors().get(i).number() : 0));
    }
    op.args().forEach(arg -> out.putLong(value(arg)));
  }

  private static int index(@Nullable Slot slot) {
    return slot == null ? NO_SLOT : slot.index();
  }

  private static byte slotBits(List<Arg> args) {
    int bits = 0;
    for (int i = 0; i < args.size(); i++) {
      bits |= args.get(i) instanceof Arg.Var ? 1 << i : 0;
    }
    return (byte) bits;
  }

  private long value(Arg arg) {
    return switch (arg) {
      case Arg.Num(var value, _) -> value;
      case Arg.Var(var slot) -> slot.index();
      case Arg.At(var block) -> address(block);
      case Arg.Inside(var block, var offset) -> address(block) + offset;
    };
  }

  private long address(Block block) {
    return BASE + Objects.requireNonNull(offsets.get(block));
  }

  private void content(ByteBuffer out, Block block, int offset) {
    out.put(offset, block.content());
    block.links().forEach(link -> out.putLong(offset + link.offset(), address(link.target())));
  }

  private static long checksum(ByteBuffer plan) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < plan.capacity(); i += Long.BYTES) {
      hash = (hash ^ plan.getLong(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
