package dev.jug.engine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  @TempDir Path directory;
  private Path proc;
  private Path group;

  @BeforeEach
  void machine() throws IOException {
    proc = directory.resolve("proc");
    group = Files.createDirectory(directory.resolve("group"));
    write("proc/stat", "cpu  100 0 100 800 0 0 0 0 5 0\ncpu0 1 2\ncpu1 1 2\nintr 7\n");
    write("proc/meminfo", "MemTotal:        1000 kB\n");
    write(
        "proc/7/net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
            lo:     999       9    0    0    0     0          0         0      999       9    0    0
          eth0:    1000      10    1    2    0     0          0         0     2000      20    3    4
        """);
    write("group/memory.current", "500000\n");
    write("group/memory.max", "max\n");
    write("group/memory.stat", "anon 1\ninactive_file 100000\n");
    write("group/cpu.stat", "usage_usec 1000000\n");
    write("group/io.stat", "8:0 rbytes=10 wbytes=20 rios=1 wios=1\n8:16 rbytes=5 wbytes=0\n");
  }

  private void write(String path, String text) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Usage read(boolean unified) {
    var stats = GroupStats.read(_ -> Optional.of(new StatsDirectory(group, unified)));
    return new UsageReader(proc, () -> Instant.EPOCH).read(stats, 7, true);
  }

  @Test
  void memoryIsCountedWithoutIdleFiles() throws IOException {
    assertThat(read(true).memoryUsed()).isEqualTo(400_000);
    write("group/memory.usage_in_bytes", "300000\n");
    write("group/memory.stat", "inactive_file 1\ntotal_inactive_file 100000\n");
    assertThat(read(false).memoryUsed()).isEqualTo(200_000);
  }

  @Test
  void withoutALimitItIsTheMachines() throws IOException {
    assertThat(read(true).memoryLimit()).isEqualTo(1000 * 1024);
    write("group/memory.max", "600000\n");
    assertThat(read(true).memoryLimit()).isEqualTo(600_000);
    write("group/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(read(false).memoryLimit()).isEqualTo(1000 * 1024);
  }

  @Test
  void trafficIsAddedUp() {
    var usage = read(true);
    assertThat(usage.networks()).containsOnlyKeys("eth0");
    assertThat(usage.networks().get("eth0"))
        .isEqualTo(new NetworkUsage(1000, 10, 1, 2, 2000, 20, 3, 4));
    assertThat(usage.network()).isEqualTo(new Usage.Traffic(1000, 2000));
    assertThat(usage.block()).isEqualTo(new Usage.Traffic(15, 20));
    var stats = GroupStats.read(_ -> Optional.empty());
    var reader = new UsageReader(proc, () -> Instant.EPOCH);
    assertThat(reader.read(stats, 7, false).networks()).isEmpty();
    assertThat(reader.read(stats, 8, true).networks()).isEmpty();
  }

  @Test
  void aRateNeedsTwoLooks() throws IOException {
    var before = read(true);
    assertThat(before.machine().processors()).isEqualTo(2);
    assertThat(before.machine().cpuNanos()).isEqualTo(10_000_000_000L);
    assertThat(before.cpuPercent(before)).isZero();
    // Half of one processor for one second, on two.
    write("proc/stat", "cpu  150 0 100 950 0 0 0 0 5 0\ncpu0 1 2\ncpu1 1 2\n");
    write("group/cpu.stat", "usage_usec 1500000\n");
    assertThat(read(true).cpuPercent(before)).isEqualTo(50.0);
  }
}
