package dev.jug.linux.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a classic BPF program (the kernel's networking/filter.rst). Conditional jumps reach 255
 * instructions; whoever needs more uses {@link #jump}.
 */
public final class Assembler {
  /** The longest program the kernel takes. */
  public static final int LONGEST = 4096;

  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP = 0x05;
  private static final int RETURN = 0x06;
  private static final int FARTHEST = 255;

  /** How the accumulator is compared with a constant, unsigned. */
  public enum Test {
    EQUAL(0x15),
    GREATER(0x25),
    AT_LEAST(0x35);

    private final int code;

    Test(int code) {
      this.code = code;
    }
  }

  /** A place in the program. */
  public static final class Target {
    private int index = -1;

    private Target() {}
  }

  private record Instruction(int code, Target yes, Target no, int constant) {}

  private static final Target NOWHERE = new Target();

  private final List<Instruction> instructions = new ArrayList<>();

  /** A place that is not known yet. */
  public Target target() {
    return new Target();
  }

  /** The next instruction is this place. */
  public void place(Target target) {
    target.index = instructions.size();
  }

  /** How many instructions there are so far. */
  public int size() {
    return instructions.size();
  }

  /** Loads a word of struct seccomp_data. */
  public void load(int offset) {
    add(LOAD, NOWHERE, NOWHERE, offset);
  }

  /** Keeps only the bits of the mask. */
  public void and(int mask) {
    add(AND, NOWHERE, NOWHERE, mask);
  }

  /** Goes on at {@code yes} or {@code no}. */
  public void test(Test test, int constant, Target yes, Target no) {
    add(test.code, yes, no, constant);
  }

  /** Goes on at a place, however far. */
  public void jump(Target to) {
    add(JUMP, to, NOWHERE, 0);
  }

  /** Ends with this verdict. */
  public void verdict(int value) {
    add(RETURN, NOWHERE, NOWHERE, value);
  }

  private void add(int code, Target yes, Target no, int constant) {
    instructions.add(new Instruction(code, yes, no, constant));
  }

  /**
   * The program as the kernel takes it, 8 bytes an instruction.
   *
   * @throws IllegalStateException if it is longer than the kernel takes
   */
  public byte[] assemble() {
    if (instructions.size() > LONGEST) {
      throw new IllegalStateException(
          "the filter has " + instructions.size() + " instructions, at most " + LONGEST);
    }
    var out = ByteBuffer.allocate(8 * instructions.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < instructions.size(); i++) {
      encode(out, i, instructions.get(i));
    }
    return out.array();
  }

  private static void encode(ByteBuffer out, int at, Instruction i) {
    out.putShort((short) i.code());
    if (i.code() == JUMP) {
      out.putShort((short) 0).putInt(i.yes().index - at - 1);
    } else {
      out.put(distance(at, i.yes())).put(distance(at, i.no())).putInt(i.constant());
    }
  }

  private static byte distance(int at, Target target) {
    int distance = target == NOWHERE ? 0 : target.index - at - 1;
    if (distance < 0 || distance > FARTHEST) {
      throw new IllegalStateException("a conditional jump of " + distance + " instructions");
    }
    return (byte) distance;
  }
}
