package dev.jug.engine.sight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What sysinfo(2) says: the kernel's structure, in bytes of memory. It agrees with the files. */
final class SystemInfo {
  private static final int BYTES = 112;
  private static final double LOAD = 1 << 16;
  private static final int MOST_TASKS = 0xffff;

  private SystemInfo() {}

  static byte[] of(Facts facts, CpuClock clock) {
    clock.advance(facts.age(), CpuTime.of(facts), Processors.of(facts).worth());
    var memory = MemoryText.meminfo(facts);
    var info = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
    info.putLong((long) facts.age());
    for (int i = 0; i < 3; i++) {
      info.putLong(Math.round(clock.load(i) * LOAD));
    }
    info.putLong(MemoryText.bytes(memory, "MemTotal"));
    info.putLong(MemoryText.bytes(memory, "MemFree"));
    info.putLong(MemoryText.bytes(memory, "Shmem"));
    info.putLong(MemoryText.bytes(memory, "Buffers"));
    info.putLong(MemoryText.bytes(memory, "SwapTotal"));
    info.putLong(MemoryText.bytes(memory, "SwapFree"));
    info.putLong(Math.min(MOST_TASKS, CpuText.tasks(facts)));
    info.putLong(0).putLong(0); // No memory is high on such machines.
    info.putInt(1); // The unit of all sizes.
    return info.array();
  }
}
