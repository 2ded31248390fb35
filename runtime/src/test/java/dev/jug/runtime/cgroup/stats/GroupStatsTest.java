package dev.jug.runtime.cgroup.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.runtime.cgroup.stats.BlkioStats.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as kernels show them, and what is read out of them. */
class GroupStatsTest {
  @TempDir Path folder;

  private GroupStats read(boolean unified, Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue() + "\n");
    }
    return GroupStats.read(controller ->
        "io".equals(controller) && !unified
            ? Optional.empty()
            : Optional.of(new StatsDirectory(folder, unified)));
  }

  @Test
  void processorTimeInNanoseconds() throws IOException {
    var legacy =
        read(
            false,
            Map.of(
                "cpuacct.usage", "900",
                "cpuacct.usage_percpu", "400 500 ",
                "cpuacct.usage_sys", "300",
                "cpuacct.usage_user", "600",
                "cpu.stat", "nr_periods 7\nnr_throttled 2\nthrottled_time 5000"));

    assertThat(legacy.cpu().usage())
        .isEqualTo(new CpuStats.Usage(900, List.of(400L, 500L), 300, 600));
    assertThat(legacy.cpu().throttling()).isEqualTo(new CpuStats.Throttling(7, 2, 5000));
  }

  @Test
  void version2CountsInMicroseconds() throws IOException {
    var lines =
        """
        usage_usec 9
        user_usec 6
        system_usec 3
        nr_periods 7
        nr_throttled 2
        throttled_usec 5\
        """;
    var unified = read(true, Map.of("cpu.stat", lines));

    assertThat(unified.cpu().usage()).isEqualTo(new CpuStats.Usage(9000, List.of(), 3000, 6000));
    assertThat(unified.cpu().throttling()).isEqualTo(new CpuStats.Throttling(7, 2, 5000));
  }

  @Test
  void memoryOfVersion1() throws IOException {
    var memory =
        read(
                false,
                Map.of(
                    "memory.limit_in_bytes", "9223372036854771712",
                    "memory.usage_in_bytes", "500",
                    "memory.max_usage_in_bytes", "700",
                    "memory.failcnt", "3",
                    "memory.kmem.usage_in_bytes", "50",
                    "memory.stat", "cache 100\nrss 400"))
            .memory();

    assertThat(memory.usage()).isEqualTo(new MemoryStats.Amount(9223372036854771712L, 500, 700, 3));
    assertThat(memory.kernel().usage()).isEqualTo(50);
    assertThat(memory.swap()).isEqualTo(MemoryStats.Amount.NONE);
    assertThat(memory.cache()).isEqualTo(100);
    assertThat(memory.raw()).containsOnly(Map.entry("cache", 100L), Map.entry("rss", 400L));
  }

  @Test
  void swapIsCountedWithMemoryInVersion2Too() throws IOException {
    var memory =
        read(
                true,
                Map.of(
                    "memory.max", "1000",
                    "memory.current", "500",
                    "memory.peak", "700",
                    "memory.events", "low 0\nmax 4\noom 0",
                    "memory.swap.current", "20",
                    "memory.swap.max", "30",
                    "memory.stat", "anon 1\nfile 200\nkernel 60"))
            .memory();

    assertThat(memory.usage()).isEqualTo(new MemoryStats.Amount(1000, 500, 700, 4));
    assertThat(memory.swap()).isEqualTo(new MemoryStats.Amount(1030, 520, 0, 0));
    assertThat(memory.kernel().usage()).isEqualTo(60);
    assertThat(memory.cache()).isEqualTo(200);
  }

  @Test
  void noLimitIsTheGreatestNumber() throws IOException {
    var files = Map.of("memory.max", "max", "memory.swap.max", "5", "memory.swap.current", "0");

    assertThat(Long.toUnsignedString(read(true, files).memory().swap().limit()))
        .isEqualTo("18446744073709551615");
    assertThat(read(true, Map.of("pids.max", "max", "pids.current", "4")).pids())
        .isEqualTo(new PidsStats(4, 0));
  }

  @Test
  void blocksOfVersion1AreThoseOfTheSchedulerOrTheThrottle() throws IOException {
    var throttled =
        Map.of(
            "blkio.throttle.io_service_bytes_recursive",
                "8:0 Read 4096\n8:0 Total 4096\nTotal 4096",
            "blkio.throttle.io_serviced_recursive", "8:0 Read 1\nTotal 1");
    assertThat(read(false, throttled).blkio().ioServiceBytesRecursive())
        .containsExactly(new Entry(8, 0, "Read", 4096));

    var scheduled =
        Map.of(
            "blkio.bfq.io_serviced_recursive", "8:16 Write 9\nTotal 9",
            "blkio.throttle.io_serviced_recursive", "8:16 Write 8\n8:0 Read 3\nTotal 11",
            "blkio.bfq.time_recursive", "8:16 77");
    var blkio = read(false, scheduled).blkio();
    assertThat(blkio.ioServicedRecursive())
        .as("each device by whoever counts it")
        .containsExactly(new Entry(8, 16, "Write", 9), new Entry(8, 0, "Read", 3));
    assertThat(blkio.ioTimeRecursive()).containsExactly(new Entry(8, 16, "", 77));
  }

  @Test
  void blocksOfVersion2AreInOneFile() throws IOException {
    var line = "254:1 rbytes=10 wbytes=20 rios=1 wios=2 dbytes=30 dios=3 cost.usage=4";
    var blkio = read(true, Map.of("io.stat", line)).blkio();

    assertThat(blkio.ioServiceBytesRecursive())
        .containsExactly(
            new Entry(254, 1, "Read", 10),
            new Entry(254, 1, "Write", 20),
            new Entry(254, 1, "Discard", 30));
    assertThat(blkio.ioServicedRecursive()).extracting(Entry::value).containsExactly(1L, 2L, 3L);
  }

  @Test
  void processorsAndHugePages() throws IOException {
    var unified =
        read(
            true,
            Map.of(
                "cpuset.cpus.effective", "0-2,5",
                "cpuset.mems.effective", "0",
                "hugetlb.2MB.current", "2097152",
                "hugetlb.2MB.rsvd.current", "1",
                "hugetlb.2MB.events", "max 6"));

    assertThat(unified.cpuset().cpus()).containsExactly(0, 1, 2, 5);
    assertThat(unified.hugetlb()).containsOnly(Map.entry("2MB", new HugetlbStats(2097152, 0, 6)));
  }

  @Test
  void settingsOfVersion1() throws IOException {
    var legacy =
        read(
            false,
            Map.of(
                "cpuset.cpus", "1",
                "cpuset.mems", "",
                "cpuset.sched_relax_domain_level", "-1",
                "hugetlb.1GB.usage_in_bytes", "7",
                "hugetlb.1GB.max_usage_in_bytes", "8",
                "hugetlb.1GB.failcnt", "9"));

    assertThat(legacy.cpuset())
        .isEqualTo(new CpusetStats(List.of(1), List.of(), Map.of("sched_relax_domain_level", -1L)));
    assertThat(legacy.hugetlb()).containsOnly(Map.entry("1GB", new HugetlbStats(7, 8, 9)));
  }

  @Test
  void whereThereIsNothingThereAreZeros() {
    var nothing = GroupStats.read(_ -> Optional.empty());

    assertThat(nothing.cpu().usage().total()).isZero();
    assertThat(nothing.memory()).isEqualTo(MemoryStats.NONE);
    assertThat(nothing.hugetlb()).isEmpty();
  }
}
