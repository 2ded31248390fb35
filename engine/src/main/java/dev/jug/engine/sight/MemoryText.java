package dev.jug.engine.sight;

import java.util.HashMap;
import java.util.Map;

/**
 * /proc/meminfo and /proc/swaps (proc_meminfo(5), proc_swaps(5)). Without a limit below what the
 * machine has they are the machine's. Lines about what no group has of its own stay the machine's.
 */
final class MemoryText {
  private static final int KIB = 1024;
  private static final int NUMBER_END = 24;
  private static final String SWAP_HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

  private MemoryText() {}

  static String meminfo(Facts facts) {
    var machine = facts.machine(SeenFile.MEMINFO);
    var memory = MemoryFacts.of(facts);
    return memory.limitBelow(bytes(machine, "MemTotal")).isEmpty()
        ? machine
        : replaced(machine, lines(memory, bytes(machine, "SwapTotal")));
  }

  static String swaps(Facts facts) {
    var machine = facts.machine(SeenFile.MEMINFO);
    var memory = MemoryFacts.of(facts);
    if (memory.limitBelow(bytes(machine, "MemTotal")).isEmpty()) {
      return facts.machine(SeenFile.SWAPS);
    }
    long swap = Math.min(memory.swapLimit(), bytes(machine, "SwapTotal"));
    return swap == 0
        ? SWAP_HEAD
        : SWAP_HEAD
            + "none\t\t\t\t\tvirtual\t\t%d\t\t%d\t\t0\n"
                .formatted(swap / KIB, Math.min(memory.swapUsage(), swap) / KIB);
  }

  private static Map<String, Long> lines(MemoryFacts memory, long machineSwap) {
    long free = Math.max(0, memory.limit() - memory.usage());
    long files = memory.get("active_file") + memory.get("inactive_file");
    long slab = memory.get("slab_reclaimable");
    long swap = Math.min(memory.swapLimit(), machineSwap);
    var lines = new HashMap<String, Long>();
    lines.put("MemTotal", memory.limit());
    lines.put("MemFree", free);
    lines.put("MemAvailable", Math.min(memory.limit(), free + files + slab));
    lines.put("Buffers", 0L);
    lines.put("Cached", memory.get("file"));
    lines.put("SwapCached", memory.get("swapcached"));
    lines.put("Active", memory.get("active_anon") + memory.get("active_file"));
    lines.put("Inactive", memory.get("inactive_anon") + memory.get("inactive_file"));
    lines.put("Active(anon)", memory.get("active_anon"));
    lines.put("Inactive(anon)", memory.get("inactive_anon"));
    lines.put("Active(file)", memory.get("active_file"));
    lines.put("Inactive(file)", memory.get("inactive_file"));
    lines.put("Unevictable", memory.get("unevictable"));
    lines.put("Mlocked", 0L);
    lines.put("SwapTotal", swap);
    lines.put("SwapFree", Math.max(0, swap - memory.swapUsage()));
    lines.put("Zswap", memory.get("zswap"));
    lines.put("Zswapped", memory.get("zswapped"));
    lines.put("Dirty", memory.get("file_dirty"));
    lines.put("Writeback", memory.get("file_writeback"));
    lines.put("AnonPages", memory.get("anon"));
    lines.put("Mapped", memory.get("file_mapped"));
    lines.put("Shmem", memory.get("shmem"));
    lines.put("KReclaimable", slab);
    lines.put("Slab", slab + memory.get("slab_unreclaimable"));
    lines.put("SReclaimable", slab);
    lines.put("SUnreclaim", memory.get("slab_unreclaimable"));
    lines.put("KernelStack", memory.get("kernel_stack"));
    lines.put("PageTables", memory.get("pagetables"));
    lines.put("Percpu", memory.get("percpu"));
    lines.put("AnonHugePages", memory.get("anon_thp"));
    lines.put("ShmemHugePages", memory.get("shmem_thp"));
    lines.put("FileHugePages", memory.get("file_thp"));
    return lines;
  }

  private static String replaced(String machine, Map<String, Long> lines) {
    var text = new StringBuilder(machine.length());
    int begin = 0;
    for (int end = machine.indexOf('\n'); end >= 0; end = machine.indexOf('\n', begin)) {
      var name = machine.substring(begin, Math.max(begin, machine.indexOf(':', begin)));
      var value = lines.get(name);
      if (value == null) {
        text.append(machine, begin, end);
      } else {
        line(text, name, value);
      }
      text.append('\n');
      begin = end + 1;
    }
    return text.toString();
  }

  /** As the kernel aligns it: all lines keep their length, whatever the number. */
  private static void line(StringBuilder text, String name, long bytes) {
    var number = Long.toString(bytes / KIB);
    int room = Math.max(1, NUMBER_END - name.length() - 1 - number.length());
    text.append(name).append(':').repeat(' ', room).append(number).append(" kB");
  }

  /** What a line says; 0 if there is none. */
  static long bytes(String machine, String name) {
    int line = machine.startsWith(name + ":") ? 0 : machine.indexOf("\n" + name + ":") + 1;
    if (line == 0 && !machine.startsWith(name + ":")) {
      return 0;
    }
    int from = machine.indexOf(':', line) + 1;
    return Long.parseLong(machine.substring(from, machine.indexOf(" kB", from)).strip()) * KIB;
  }
}
