package dev.jug.linux.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One sendmsg(2) or recvmsg(2) with descriptors (cmsg(3), SCM_RIGHTS). Never blocks. */
final class Message {
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private static final int CMSG_CLOEXEC = 0x40000000;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int CMSG_HEADER = 16;
  private static final int MOST_DESCRIPTORS = 16;
  private static final int LARGEST = 64 * 1024;

  private Message() {}

  static long send(Fd fd, byte[] bytes, int offset, int length, List<Fd> descriptors) {
    int size = Math.min(length, LARGEST);
    try (var arena = Arena.ofConfined()) {
      var data = arena.allocate(size);
      MemorySegment.copy(bytes, offset, data, JAVA_BYTE, 0, size);
      var control = descriptors.isEmpty() ? MemorySegment.NULL : rights(arena, descriptors);
      var header = header(arena, data, control);
      return fd.use(n -> Kernel.raw(Call.SENDMSG, n, header.address(), DONTWAIT | NOSIGNAL));
    }
  }

  static long receive(Fd fd, byte[] bytes, int offset, int length, List<Fd> descriptors) {
    int size = Math.min(length, LARGEST);
    try (var arena = Arena.ofConfined()) {
      var data = arena.allocate(size);
      var control = arena.allocate(CMSG_HEADER + 4 * MOST_DESCRIPTORS, 8);
      var header = header(arena, data, control);
      long result =
          fd.use(n -> Kernel.raw(Call.RECVMSG, n, header.address(), DONTWAIT | CMSG_CLOEXEC));
      if (result > 0) {
        MemorySegment.copy(data, JAVA_BYTE, 0, bytes, offset, (int) result);
      }
      if (result >= 0) {
        collect(header, control, descriptors);
      }
      return result;
    }
  }

  private static MemorySegment rights(Arena arena, List<Fd> descriptors) {
    int count = descriptors.size();
    if (count > MOST_DESCRIPTORS) {
      throw new IllegalArgumentException(count + " descriptors, at most " + MOST_DESCRIPTORS);
    }
    var control = arena.allocate(CMSG_HEADER + 4L * (count + count % 2), 8);
    control.set(JAVA_LONG, 0, CMSG_HEADER + 4L * count);
    control.set(JAVA_INT, 8, SOL_SOCKET);
    control.set(JAVA_INT, 12, SCM_RIGHTS);
    for (int i = 0; i < count; i++) {
      control.set(JAVA_INT, CMSG_HEADER + 4L * i, descriptors.get(i).number());
    }
    return control;
  }

  /** struct msghdr with one buffer. */
  private static MemorySegment header(Arena arena, MemorySegment data, MemorySegment control) {
    var vector = arena.allocate(16, 8);
    vector.set(JAVA_LONG, 0, data.address());
    vector.set(JAVA_LONG, 8, data.byteSize());
    var header = arena.allocate(56, 8);
    header.set(JAVA_LONG, 16, vector.address());
    header.set(JAVA_LONG, 24, 1);
    header.set(JAVA_LONG, 32, control.address());
    header.set(JAVA_LONG, 40, control.byteSize());
    return header;
  }

  private static void collect(MemorySegment header, MemorySegment control, List<Fd> descriptors) {
    long received = header.get(JAVA_LONG, 40);
    if (received < CMSG_HEADER || control.get(JAVA_INT, 12) != SCM_RIGHTS) {
      return;
    }
    long count = (control.get(JAVA_LONG, 0) - CMSG_HEADER) / 4;
    for (long i = 0; i < count; i++) {
      descriptors.add(new Fd(control.get(JAVA_INT, CMSG_HEADER + 4 * i)));
    }
  }
}
