package dev.jug.ocicli.command;

import dev.jug.door.text.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes as {@code ps -ef} shows them, as far as procfs tells without a terminal's name. */
final class ProcessTable {
  private static final long TICKS = 100;
  private static final int PARENT = 1;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private ProcessTable() {}

  static String of(List<Integer> pids) {
    var table = new Table("UID", "PID", "PPID", "TIME", "CMD");
    pids.forEach(pid -> row(pid).ifPresent(table::row));
    return table.toString();
  }

  /** Empty if it has ended meanwhile. */
  private static Optional<String[]> row(int pid) {
    var folder = Path.of("/proc", Integer.toString(pid));
    try {
      var stat = Files.readString(folder.resolve("stat"));
      var name = stat.substring(stat.indexOf('('), stat.lastIndexOf(')') + 1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      var uid = Files.getAttribute(folder, "unix:uid");
      return Optional.of(
          new String[] {
            "0".equals(uid.toString()) ? "root" : uid.toString(),
            Integer.toString(pid),
            fields[PARENT],
            time(ticks / TICKS),
            command(folder, name)
          });
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String time(long seconds) {
    return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** A process without arguments is one of the kernel's, or a zombie. */
  private static String command(Path folder, String name) throws IOException {
    var line = new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.UTF_8);
    return line.isEmpty() ? name : line.replace('\0', ' ').strip();
  }
}
