package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.DeviceRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Device rules as an eBPF program of type BPF_PROG_TYPE_CGROUP_DEVICE. The kernel asks it about
 * type, access, major and minor number (struct bpf_cgroup_dev_ctx) and takes 1 for yes. Rules are
 * tried from the last to the first, because later ones win; what no rule names is denied.
 */
final class DeviceProgram {
  private static final int LOAD_WORD = 0x61;
  private static final int AND = 0x54;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int MOVE = 0xbc;
  private static final int MOVE_CONSTANT = 0xb7;
  private static final int JUMP_IF_NOT = 0x55;
  private static final int JUMP_IF_OTHER = 0x5d;
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
  private static final int ROOM = 4096 * INSTRUCTION_BYTES;

  private final ByteBuffer code = ByteBuffer.allocate(ROOM).order(ByteOrder.LITTLE_ENDIAN);

  static byte[] of(List<DeviceRule> rules) {
    var program = new DeviceProgram();
    program.readContext();
    rules.reversed().forEach(program::rule);
    program.answer(false);
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
  private void rule(DeviceRule rule) {
    int start = code.position();
    var type = DeviceRules.type(rule);
    if (!"a".equals(type)) {
      put(JUMP_IF_NOT, TYPE, 0, 0, "b".equals(type) ? 1 : 2);
    }
    access(rule);
    number(MAJOR, rule.major());
    number(MINOR, rule.minor());
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
    return operation == JUMP_IF_NOT || operation == JUMP_IF_OTHER || operation == JUMP_IF;
  }

  /** To allow, a rule must cover all of the wanted access; to deny, any of it. */
  private void access(DeviceRule rule) {
    var letters = DeviceRules.access(rule);
    int bits =
        (letters.contains("m") ? 1 : 0)
            | (letters.contains("r") ? 2 : 0)
            | (letters.contains("w") ? 4 : 0);
    if (bits == 7) {
      return;
    }
    put(MOVE, SCRATCH, ACCESS, 0, 0);
    put(AND, SCRATCH, 0, 0, bits);
    if (rule.allow()) {
      put(JUMP_IF_OTHER, SCRATCH, ACCESS, 0, 0);
    } else {
      put(JUMP_IF, SCRATCH, 0, 0, 0);
    }
  }

  private void number(int register, @Nullable Long number) {
    if (number != null && number >= 0) {
      put(JUMP_IF_NOT, register, 0, 0, number.intValue());
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
