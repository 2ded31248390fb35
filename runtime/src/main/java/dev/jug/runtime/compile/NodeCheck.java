package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/**
 * Makes sure that what has a device's name is that device. An image may bring a file, a link or
 * another device of that name, and a program would trust it.
 */
final class NodeCheck {
  static final Arg NO_FOLLOW = Arg.flags(0x100, "AT_SYMLINK_NOFOLLOW");

  private static final Arg TYPE = Arg.flags(1, "STATX_TYPE");
  private static final int STATX_BYTES = 256;
  private static final int STATX_MODE = 28;
  private static final int STATX_DEVICE = 128;
  private static final long TYPE_BITS = 0xf000;
  private static final String HINT = "the root file system has something else of this name";

  private final PlanBuilder plan;

  NodeCheck(PlanBuilder plan) {
    this.plan = plan;
  }

  /**
   * @param type the file type bits of its mode
   * @param pipe whether it has no number
   */
  void on(Slot directory, Arg name, int type, int major, int minor, boolean pipe) {
    var status = Block.room(STATX_BYTES, "statx");
    plan.call(Call.STATX, var(directory), name, NO_FOLLOW, TYPE, Arg.at(status));
    is(status, STATX_MODE, 4, TYPE_BITS, type);
    if (!pipe) {
      is(status, STATX_DEVICE, 8, -1L, Integer.toUnsignedLong(major) | (long) minor << 32);
    }
  }

  private void is(Block status, int offset, int size, long mask, long value) {
    var found = Block.room(8, "found");
    var slot = plan.slot("found");
    plan.load(status, offset, size, slot);
    plan.store(found, 0, 8, var(slot));
    plan.expect(found, mask, value, Errno.EEXIST).hint(HINT);
  }
}
