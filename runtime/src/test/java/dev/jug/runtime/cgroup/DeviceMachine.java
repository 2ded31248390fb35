package dev.jug.runtime.cgroup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/** Runs a device program as the kernel does, and refuses what its verifier refuses. */
final class DeviceMachine {
  private static final int EXIT = 0x95;

  private final ByteBuffer code;
  private final int length;

  DeviceMachine(byte[] program) {
    code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    length = program.length / 8;
    verify();
  }

  /** The verifier's first rules: no way leads out, and every instruction is on a way. */
  private void verify() {
    var reached = new BitSet();
    reached.set(0);
    for (int at = 0; at < length; at++) {
      if (!reached.get(at)) {
        throw new AssertionError("unreachable insn " + at);
      }
      if (operation(at) != EXIT) {
        reached.set(at + 1);
      }
      if (isJump(operation(at))) {
        reached.set(at + 1 + offset(at));
      }
    }
    if (reached.length() != length) {
      throw new AssertionError("jump out of range");
    }
  }

  private static boolean isJump(int operation) {
    return operation == 0x55 || operation == 0x15;
  }

  private int operation(int at) {
    return code.get(8 * at) & 0xff;
  }

  private int offset(int at) {
    int offset = code.getShort(8 * at + 2);
    if (offset < 0) {
      throw new AssertionError("a jump back at " + at);
    }
    return offset;
  }

  /** Whether access to a device is allowed. */
  boolean allows(DeviceModel.Wish wish) {
    var context = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    context.putInt(wish.access() << 16 | (wish.type() == 'b' ? 1 : 2));
    context.putInt(wish.major()).putInt(wish.minor());
    var registers = new long[11];
    for (int at = 0; operation(at) != EXIT; at++) {
      at += step(at, registers, context);
    }
    return registers[0] == 1;
  }

  /** How many instructions to skip. Operations of 32 bits clear the upper half. */
  private int step(int at, long[] registers, ByteBuffer context) {
    int target = code.get(8 * at + 1) & 0x0f;
    int source = code.get(8 * at + 1) >> 4 & 0x0f;
    int constant = code.getInt(8 * at + 4);
    switch (operation(at)) {
      case 0x61 -> registers[target] = Integer.toUnsignedLong(context.getInt(offset(at)));
      case 0x54 -> registers[target] = Integer.toUnsignedLong((int) registers[target] & constant);
      case 0x74 -> registers[target] = Integer.toUnsignedLong((int) registers[target] >>> constant);
      case 0xbc -> registers[target] = Integer.toUnsignedLong((int) registers[source]);
      case 0xb7 -> registers[target] = constant;
      case 0x55 -> {
        return registers[target] != constant ? offset(at) : 0;
      }
      case 0x15 -> {
        return registers[target] == constant ? offset(at) : 0;
      }
      default -> throw new AssertionError("operation " + Integer.toHexString(operation(at)));
    }
    return 0;
  }
}
