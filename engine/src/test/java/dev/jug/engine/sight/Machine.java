package dev.jug.engine.sight;

import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A machine of files: four processors, 8 GiB, and a group in each version of cgroups. */
record Machine(Path folder) {
  static final long GIB = 1L << 30;

  Machine {
    makeProc(folder);
    makeLegacy(folder.resolve("legacy/box"));
    makeUnified(folder.resolve("unified/box"));
  }

  private static void makeProc(Path folder) {
    put(
        folder,
        "proc/meminfo",
        """
        MemTotal:        8388608 kB
        MemFree:         4194304 kB
        MemAvailable:    6291456 kB
        Buffers:          102400 kB
        Cached:          1048576 kB
        SwapTotal:       2097152 kB
        SwapFree:        2097152 kB
        CommitLimit:     6291456 kB
        """);
    put(folder, "proc/swaps", "Filename\n/dev/swap partition 2097152 0 -2\n");
    put(folder, "proc/uptime", "1000.00 3000.00\n");
    put(
        folder,
        "proc/diskstats",
        """
           8       0 sda 500 1 9000 7 600 2 9900 8 0 9 15 0 0 0 0 0 0
           7       0 loop0 5 0 90 7 0 0 0 0 0 0 0 0 0 0 0 0 0
        """);
    put(
        folder,
        "proc/cpuinfo",
        """
        processor\t: 0
        model name\t: a

        processor\t: 1
        model name\t: b

        processor\t: 2
        model name\t: c

        processor\t: 3
        model name\t: d

        """);
    put(folder, "sys/devices/system/cpu/online", "0-3\n");
  }

  private static void makeLegacy(Path legacy) {
    put(
        legacy,
        "memory.stat",
        """
        cache 1
        hierarchical_memory_limit 1073741824
        hierarchical_memsw_limit 1610612736
        total_cache 104857600
        total_rss 209715200
        total_swap 10485760
        total_active_file 52428800
        total_inactive_file 41943040
        """);
    put(legacy, "memory.usage_in_bytes", "314572800\n");
    put(legacy, "cpuset.effective_cpus", "0-3\n");
    put(legacy, "cpu.cfs_quota_us", "-1\n");
    put(legacy, "cpu.cfs_period_us", "100000\n");
    put(legacy, "cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 5000000000\n");
    put(legacy, "cpuacct.stat", "user 700\nsystem 301\n");
    put(legacy, "pids.current", "7\n");
    put(legacy, "blkio.throttle.io_service_bytes_recursive", "8:0 Read 5120\n8:0 Write 1024\n");
    put(legacy, "blkio.throttle.io_serviced_recursive", "8:0 Read 3\n8:0 Write 2\nTotal 5\n");
  }

  private static void makeUnified(Path unified) {
    put(unified, "memory.max", "1073741824\n");
    put(unified, "memory.swap.max", "536870912\n");
    put(unified, "memory.swap.current", "10485760\n");
    put(unified, "memory.current", "314572800\n");
    put(
        unified,
        "memory.stat",
        """
        anon 209715200
        file 104857600
        active_file 52428800
        inactive_file 41943040
        slab_reclaimable 0
        """);
    put(unified, "cpuset.cpus.effective", "0-3\n");
    put(unified, "cpu.max", "max 100000\n");
    put(unified, "cpu.stat", "user_usec 7000000\nsystem_usec 3010000\nthrottled_usec 5000000\n");
    put(unified, "pids.current", "7\n");
    put(unified, "io.stat", "8:0 rbytes=5120 wbytes=1024 rios=3 wios=2 dbytes=0 dios=0\n");
  }

  /** What is known of the group in one version; it began 900 s after the machine. */
  Facts facts(boolean isUnified) {
    var directory = new StatsDirectory(group(isUnified), isUnified);
    return new Facts(
        name -> name.equals(isUnified ? "blkio" : "io") ? Optional.empty() : Optional.of(directory),
        folder,
        900);
  }

  Path group(boolean isUnified) {
    return folder.resolve(isUnified ? "unified/box" : "legacy/box");
  }

  static void put(Path folder, String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
