package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Names of entries on their way to the kernel. */
final class EntryName {
  private EntryName() {}

  /** The address of a NUL-terminated copy. */
  static long in(Arena arena, byte[] name) {
    var copy = arena.allocate(name.length + 1L);
    MemorySegment.copy(name, 0, copy, JAVA_BYTE, 0, name.length);
    return copy.address();
  }

  /** For messages. */
  static String shown(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
