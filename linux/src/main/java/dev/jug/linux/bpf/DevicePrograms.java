package dev.jug.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The programs that decide on device access in one cgroup of version 2 (bpf(2), attach type
 * BPF_CGROUP_DEVICE). All that are attached must say yes.
 */
public final class DevicePrograms implements AutoCloseable {
  private static final int LOAD = 5;
  private static final int ATTACH = 8;
  private static final int DETACH = 9;
  private static final int BY_ID = 13;
  private static final int QUERY = 16;
  private static final int TYPE_CGROUP_DEVICE = 15;
  private static final int ATTACH_DEVICE = 6;
  private static final int ALLOW_MULTI = 2;
  private static final int MOST = 64;
  private static final int ATTRIBUTE_BYTES = 64;
  private static final int INSTRUCTION_BYTES = 8;
  private static final int READ_CLOEXEC = 0x80000;
  private static final int AT_FDCWD = -100;

  private final Path group;
  private final Fd directory;

  private DevicePrograms(Path group, Fd directory) {
    this.group = group;
    this.directory = directory;
  }

  /**
   * Opens a group.
   *
   * @throws dev.jug.linux.SysException if there is none in this directory
   */
  public static DevicePrograms of(Path group) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, group.toString()).address();
      long opened = Kernel.raw(Call.OPENAT, AT_FDCWD, path, READ_CLOEXEC);
      return new DevicePrograms(group, new Fd((int) Kernel.check(opened, Call.OPENAT, group)));
    }
  }

  /**
   * Attaches a program and detaches all others. At no time is there none; meanwhile all of them
   * must say yes.
   *
   * @param instructions eBPF code of type BPF_PROG_TYPE_CGROUP_DEVICE
   * @throws dev.jug.linux.SysException if the kernel does not take it; the others are attached
   *     still
   */
  public void replace(byte[] instructions) {
    try (var arena = Arena.ofConfined()) {
      var others = attached(arena);
      try (var program = load(arena, instructions)) {
        change(arena, ATTACH, program, ALLOW_MULTI);
      }
      for (int id : others) {
        try (var other = byId(arena, id)) {
          change(arena, DETACH, other, 0);
        }
      }
    }
  }

  /** How many are attached to this group itself. */
  public int count() {
    try (var arena = Arena.ofConfined()) {
      return attached(arena).length;
    }
  }

  private int[] attached(Arena arena) {
    var ids = arena.allocate(JAVA_INT, MOST);
    var query = arena.allocate(ATTRIBUTE_BYTES, 8);
    query.set(JAVA_INT, 0, directory.number());
    query.set(JAVA_INT, 4, ATTACH_DEVICE);
    query.set(JAVA_LONG, 16, ids.address());
    query.set(JAVA_INT, 24, MOST);
    call(QUERY, "BPF_PROG_QUERY", query);
    return ids.asSlice(0, 4L * query.get(JAVA_INT, 24)).toArray(JAVA_INT);
  }

  private Fd load(Arena arena, byte[] instructions) {
    var code = arena.allocate(instructions.length, 8);
    MemorySegment.copy(instructions, 0, code, JAVA_BYTE, 0, instructions.length);
    var load = arena.allocate(ATTRIBUTE_BYTES, 8);
    load.set(JAVA_INT, 0, TYPE_CGROUP_DEVICE);
    load.set(JAVA_INT, 4, instructions.length / INSTRUCTION_BYTES);
    load.set(JAVA_LONG, 8, code.address());
    load.set(JAVA_LONG, 16, arena.allocateFrom("Apache-2.0").address());
    return new Fd((int) call(LOAD, "BPF_PROG_LOAD", load));
  }

  private Fd byId(Arena arena, int id) {
    var query = arena.allocate(ATTRIBUTE_BYTES, 8);
    query.set(JAVA_INT, 0, id);
    return new Fd((int) call(BY_ID, "BPF_PROG_GET_FD_BY_ID", query));
  }

  private void change(Arena arena, int command, Fd program, int flags) {
    var change = arena.allocate(ATTRIBUTE_BYTES, 8);
    change.set(JAVA_INT, 0, directory.number());
    change.set(JAVA_INT, 4, program.number());
    change.set(JAVA_INT, 8, ATTACH_DEVICE);
    change.set(JAVA_INT, 12, flags);
    call(command, command == ATTACH ? "BPF_PROG_ATTACH" : "BPF_PROG_DETACH", change);
  }

  private long call(int command, String name, MemorySegment attribute) {
    long result = Kernel.raw(Call.BPF, command, attribute.address(), attribute.byteSize());
    return Kernel.check(result, Call.BPF, name, group);
  }

  @Override
  public void close() {
    directory.close();
  }
}
