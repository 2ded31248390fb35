package dev.jug.engine.sight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of cgroups tell the same of the same container. */
class MirrorTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void build() {
    machine = new Machine(folder);
  }

  private String text(boolean unified, SeenFile file) {
    return new String(new Mirror(machine.facts(unified), NOW).content(file), UTF_8);
  }

  private static String kib(String name, long value) {
    return "%-16s%8d kB\n".formatted(name + ":", value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void memoryIsTheGroups(boolean unified) {
    assertThat(text(unified, SeenFile.MEMINFO))
        .contains(
            kib("MemTotal", 1048576),
            kib("MemFree", 1048576 - 307200),
            kib("MemAvailable", 1048576 - 307200 + 92160),
            kib("Buffers", 0),
            kib("Cached", 102400),
            kib("SwapTotal", 524288),
            kib("SwapFree", 524288 - 10240))
        .contains(kib("CommitLimit", 6291456));
    assertThat(text(unified, SeenFile.SWAPS)).endsWith("virtual\t\t524288\t\t10240\t\t0\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutALimitMemoryIsTheMachines(boolean unified) {
    Machine.put(machine.group(unified), "memory.stat", "");
    Machine.put(machine.group(unified), "memory.max", "max\n");

    assertThat(text(unified, SeenFile.MEMINFO)).contains(kib("MemTotal", 8388608));
    assertThat(text(unified, SeenFile.SWAPS)).contains("/dev/swap");
  }

  /** In version 1 the kernel does that by itself (hierarchical_memory_limit). */
  @ParameterizedTest
  @ValueSource(booleans = true)
  void aTighterLimitAboveCounts(boolean unified) {
    Machine.put(machine.group(unified).getParent(), "memory.max", "536870912\n");
    assertThat(text(unified, SeenFile.MEMINFO)).contains(kib("MemTotal", 524288));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aQuotaLeavesAsManyProcessorsAsTheJvmCounts(boolean unified) {
    quota(machine.group(unified), "150000", "100000");
    assertThat(text(unified, SeenFile.CPUINFO))
        .isEqualTo("processor\t: 0\nmodel name\t: a\n\nprocessor\t: 1\nmodel name\t: b\n\n");
    assertThat(text(unified, SeenFile.ONLINE)).isEqualTo("0-1\n");

    quota(machine.group(unified).getParent(), "20000", "100000");
    assertThat(text(unified, SeenFile.ONLINE)).as("less above").isEqualTo("0\n");
  }

  private static void quota(Path group, String quota, String period) {
    Machine.put(group, "cpu.max", quota + " " + period + "\n");
    Machine.put(group, "cpu.cfs_quota_us", quota + "\n");
    Machine.put(group, "cpu.cfs_period_us", period + "\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessorKeepsItsNumber(boolean unified) {
    Machine.put(machine.group(unified), "cpuset.effective_cpus", "1,3\n");
    Machine.put(machine.group(unified), "cpuset.cpus.effective", "1,3\n");

    assertThat(text(unified, SeenFile.ONLINE)).isEqualTo("1,3\n");
    assertThat(text(unified, SeenFile.CPUINFO)).contains(": 1\n", ": 3\n").doesNotContain(": 0\n");
    assertThat(text(unified, SeenFile.STAT)).contains("\ncpu1 ", "\ncpu3 ").doesNotContain("cpu0");
  }

  /** It is 100 s old and had 10.01 s: of four processors 389.99 s are left. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void timesAreTheGroupsAndAddUp(boolean unified) {
    assertThat(text(unified, SeenFile.STAT))
        .startsWith(
            """
            cpu  700 0 301 38999 0 0 0 0 0 0
            cpu0 175 0 76 9750 0 0 0 0 0 0
            cpu1 175 0 75 9750 0 0 0 0 0 0
            cpu2 175 0 75 9750 0 0 0 0 0 0
            cpu3 175 0 75 9749 0 0 0 0 0 0
            """)
        .contains("btime 1799999900\n", "processes 7\n");
    assertThat(text(unified, SeenFile.UPTIME)).isEqualTo("100.00 389.99\n");
  }

  /** 10.01 s used and 5 s withheld in 100 s, of a minute that began idle. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loadIsWhatWasUsedAndWhatWasWithheld(boolean unified) {
    assertThat(text(unified, SeenFile.LOADAVG)).isEqualTo("0.12 0.04 0.02 1/7 7\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void transfersAreTheGroups(boolean unified) {
    assertThat(text(unified, SeenFile.DISKSTATS))
        .isEqualTo("   8       0 sda 3 0 10 0 2 0 2 0 0 0 0 0 0 0 0 0 0\n");
  }

  /** 100 s old, 1 GiB of which 300 MiB are used, a tenth of a processor, half a GiB of swap. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCallAgreesWithTheFiles(boolean unified) {
    var bytes = new Mirror(machine.facts(unified), NOW).content(SeenFile.SYSINFO);
    var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

    assertThat(bytes).hasSize(112);
    assertThat(info.getLong(0)).as("uptime").isEqualTo(100);
    assertThat(info.getLong(8) / 65536.0).as("load").isCloseTo(0.12, within(0.01));
    assertThat(info.getLong(32)).as("totalram").isEqualTo(Machine.GIB);
    assertThat(info.getLong(40)).as("freeram").isEqualTo(Machine.GIB - (300L << 20));
    assertThat(info.getLong(64)).as("totalswap").isEqualTo(Machine.GIB / 2);
    assertThat(info.getLong(72)).as("freeswap").isEqualTo(Machine.GIB / 2 - (10L << 20));
    assertThat(info.getShort(80)).as("procs").isEqualTo((short) 7);
    assertThat(info.getInt(104)).as("mem_unit").isEqualTo(1);
  }
}
