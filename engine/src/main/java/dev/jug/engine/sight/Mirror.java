package dev.jug.engine.sight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What one container sees of itself. For one thread at a time. */
final class Mirror {
  private final Facts facts;
  private final CpuClock clock = new CpuClock();
  private final long began;

  Mirror(Facts facts, Instant now) {
    this.facts = facts;
    this.began = Math.round(now.toEpochMilli() / 1000.0 - facts.age());
  }

  /**
   * What the file is to say now.
   *
   * @throws IllegalStateException if the machine does not tell
   */
  byte[] content(SeenFile file) {
    return file == SeenFile.SYSINFO
        ? SystemInfo.of(facts, clock)
        : text(file).getBytes(StandardCharsets.UTF_8);
  }

  private String text(SeenFile file) {
    return switch (file) {
      case MEMINFO -> MemoryText.meminfo(facts);
      case SWAPS -> MemoryText.swaps(facts);
      case CPUINFO -> CpuText.cpuinfo(facts);
      case STAT -> CpuText.stat(facts, clock, began);
      case UPTIME -> TimeText.uptime(facts, clock);
      case LOADAVG -> TimeText.loadavg(facts, clock);
      case DISKSTATS -> DiskText.diskstats(facts);
      case ONLINE -> Processors.of(facts).list() + "\n";
      case SYSINFO -> throw new IllegalArgumentException("no text");
    };
  }
}
