package dev.jug.engine.sight;

import java.util.Set;
import java.util.TreeSet;

/** /proc/cpuinfo and /proc/stat (proc_cpuinfo(5), proc_stat(5)). */
final class CpuText {
  private static final String PROCESSOR = "processor";

  private CpuText() {}

  /** The machine's paragraphs about processors that the container may use. */
  static String cpuinfo(Facts facts) {
    var machine = facts.machine(SeenFile.CPUINFO);
    Set<Integer> wanted = new TreeSet<>(Processors.of(facts).list().numbers());
    var text = new StringBuilder();
    for (var paragraph : machine.split("\n\n", -1)) {
      int number = number(paragraph);
      boolean shown = number < 0 || wanted.contains(number);
      if (shown && !paragraph.isBlank()) {
        text.append(paragraph.stripTrailing()).append("\n\n");
      }
    }
    return text.toString();
  }

  /** −1 if it is about no processor, as some architectures have one about the whole machine. */
  private static int number(String paragraph) {
    int colon = paragraph.indexOf(':');
    return paragraph.startsWith(PROCESSOR) && colon > 0
        ? Integer.parseInt(paragraph.substring(colon + 1).lines().findFirst().orElse("").strip())
        : -1;
  }

  /**
   * Times of the container. What it was not given in spite of time that it may use is idle, so that
   * what programs show is the share of what it may use. The kernel does not tell a group's times by
   * processor: they are spread evenly.
   *
   * @param began when the container began, in seconds since 1970
   */
  static String stat(Facts facts, CpuClock clock, long began) {
    var processors = Processors.of(facts);
    var time = CpuTime.of(facts);
    clock.advance(facts.age(), time, processors.worth());
    long idle = Math.round(clock.idle() * CpuTime.HZ);
    var text = new StringBuilder();
    text.append(line("cpu ", time.user(), time.system(), idle));
    int count = processors.list().size();
    int position = 0;
    for (int number : processors.list().numbers()) {
      text.append(
          line(
              "cpu" + number,
              part(time.user(), position, count),
              part(time.system(), position, count),
              part(idle, position, count)));
      position++;
    }
    text.append("intr 0\nctxt 0\nbtime ").append(began);
    text.append("\nprocesses ").append(tasks(facts));
    text.append("\nprocs_running 1\nprocs_blocked 0\nsoftirq 0 0 0 0 0 0 0 0 0 0 0\n");
    return text.toString();
  }

  private static String line(String name, long user, long system, long idle) {
    return name + " " + user + " 0 " + system + " " + idle + " 0 0 0 0 0 0\n";
  }

  /** All parts together are the whole. */
  private static long part(long whole, int position, int count) {
    return whole / count + (position < whole % count ? 1 : 0);
  }

  /** Threads of the container. */
  static long tasks(Facts facts) {
    return Math.max(
        1, facts.group().apply("pids").map(pids -> pids.number("pids.current")).orElse(1L));
  }
}
