package dev.jug.runtime.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs a classic BPF program over one struct seccomp_data, as the kernel does. */
final class BpfMachine {
  private static final int OPERAND_IS_REGISTER = 0x08;

  private final ByteBuffer program;

  BpfMachine(byte[] program) {
    this.program = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return program.capacity() / 8;
  }

  /** The verdict for one call. */
  int run(int architecture, int number, long... arguments) {
    var data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(number).putInt(architecture).putLong(0);
    for (long argument : arguments) {
      data.putLong(argument);
    }
    return run(data);
  }

  private int run(ByteBuffer data) {
    int accumulator = 0;
    int index = 0;
    int at = 0;
    while (true) {
      int code = program.getShort(8 * at);
      int constant = program.getInt(8 * at + 4);
      int operand = (code & OPERAND_IS_REGISTER) != 0 ? index : constant;
      switch (code & 0x07) {
        case 0x00 -> accumulator = data.getInt(constant);
        case 0x06 -> {
          return constant;
        }
        case 0x04 -> accumulator = arithmetic(code & 0xf0, accumulator, operand);
        case 0x05 -> at += jump(code & 0xf0, accumulator, operand, at);
        case 0x07 -> index = accumulator;
        default -> throw new AssertionError("instruction " + Integer.toHexString(code));
      }
      at++;
    }
  }

  private static int arithmetic(int operation, int accumulator, int operand) {
    if (operation != 0x50) {
      throw new AssertionError("operation " + Integer.toHexString(operation));
    }
    return accumulator & operand;
  }

  private int jump(int test, int accumulator, int operand, int at) {
    if (test == 0) {
      return operand;
    }
    boolean yes =
        switch (test) {
          case 0x10 -> accumulator == operand;
          case 0x20 -> Integer.compareUnsigned(accumulator, operand) > 0;
          case 0x30 -> Integer.compareUnsigned(accumulator, operand) >= 0;
          case 0x40 -> (accumulator & operand) != 0;
          default -> throw new AssertionError("test " + Integer.toHexString(test));
        };
    return program.get(8 * at + (yes ? 2 : 3)) & 0xff;
  }
}
