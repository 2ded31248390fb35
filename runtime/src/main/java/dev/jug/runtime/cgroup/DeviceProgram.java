package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.DeviceRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Device rules as an eBPF program of type BPF_PROG_TYPE_CGROUP_DEVICE. The kernel asks it about
 * type, access, major and minor number (struct bpf_cgroup_dev_ctx) and takes 1 for yes. Rules are
 * tried from the last to the first, because later ones win; what no rule names is denied. Reading,
 * writing and making nodes are decided one by one: of what is wanted, a rule that allows some of it
 * leaves the rest to those before it.
 */
final class DeviceProgram {
  private static final int LOAD_WORD = 0x61;
  private static final int AND = 0x54;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int MOVE = 0xbc;
  private static final int MOVE_CONSTANT = 0xb7;
  private static final int JUMP_IF_NOT = 0x55;
  private static final int JUMP_IF = 0x15;
  private static final int EXIT = 0x95;

  private static final int RESULT = 0;
  private static final int CONTEXT = 1;
  private static final int TYPE = 2;
  private static final int ACCESS = 3;
  private static final int MAJOR = 4;
  private static final int MINOR = 5;
  private static final int SCRATCH = 6;

  private static final int INSTRUCTION_BYTES = 8;
  private static final int LONGEST_RULE = 8;

  private final ByteBuffer code;

  private DeviceProgram(int rules) {
    int instructions = (rules + 1) * LONGEST_RULE;
    code = ByteBuffer.allocate(instructions * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Ends at a rule that leaves nothing open: the kernel refuses a program with dead code. */
  static byte[] of(List<DeviceRule> rules) {
    var program = new DeviceProgram(rules.size());
    program.readContext();
    boolean open = true;
    for (var i = rules.listIterator(rules.size()); open && i.hasPrevious(); ) {
      var rule = DevicePattern.of(i.previous());
      program.rule(rule);
      open = !rule.isEverything();
    }
    if (open) {
      program.answer(false);
    }
    var bytes = new byte[program.code.position()];
    program.code.get(0, bytes);
    return bytes;
  }

  private void readContext() {
    put(LOAD_WORD, TYPE, CONTEXT, 0, 0);
    put(MOVE, ACCESS, TYPE, 0, 0);
    put(AND, TYPE, 0, 0, 0xffff);
    put(SHIFT_RIGHT, ACCESS, 0, 0, 16);
    put(LOAD_WORD, MAJOR, CONTEXT, 4, 0);
    put(LOAD_WORD, MINOR, CONTEXT, 8, 0);
  }

  /** Each condition jumps over the rest of its rule; how far is known only at the rule's end. */
  private void rule(DevicePattern rule) {
    int start = code.position();
    if (rule.types().length() == 1) {
      put(JUMP_IF_NOT, TYPE, 0, 0, "b".equals(rule.types()) ? 1 : 2);
    }
    number(MAJOR, rule.major());
    number(MINOR, rule.minor());
    access(rule);
    int body = code.position();
    answer(rule.allow());
    int end = code.position();
    for (int at = start; at < body; at += INSTRUCTION_BYTES) {
      if (isJump(code.get(at) & 0xff)) {
        code.putShort(at + 2, (short) ((end - at) / INSTRUCTION_BYTES - 1));
      }
    }
  }

  private static boolean isJump(int operation) {
    return operation == JUMP_IF_NOT || operation == JUMP_IF;
  }

  private void access(DevicePattern rule) {
    if (rule.access() == DevicePattern.ALL) {
      return;
    }
    if (rule.allow()) {
      put(AND, ACCESS, 0, 0, DevicePattern.ALL & ~rule.access());
      put(JUMP_IF_NOT, ACCESS, 0, 0, 0);
    } else {
      put(MOVE, SCRATCH, ACCESS, 0, 0);
      put(AND, SCRATCH, 0, 0, rule.access());
      put(JUMP_IF, SCRATCH, 0, 0, 0);
    }
  }

  private void number(int register, long number) {
    if (number != DevicePattern.ANY) {
      put(JUMP_IF_NOT, register, 0, 0, (int) number);
    }
  }

  private void answer(boolean allow) {
    put(MOVE_CONSTANT, RESULT, 0, 0, allow ? 1 : 0);
    put(EXIT, 0, 0, 0, 0);
  }

  private void put(int operation, int target, int source, int offset, int constant) {
    code.put((byte) operation);
    code.put((byte) (source << 4 | target));
    code.putShort((short) offset);
    code.putInt(constant);
  }
}
