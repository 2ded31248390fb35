package dev.jug.engine.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes tables of processes. */
public final class Processes {
  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /**
   * A table; those that have ended meanwhile are left out.
   *
   * @param pids whom it shows
   * @param options of ps(1): {@code -ef} (which none means too), {@code aux}, or {@code -o} with a
   *     list
   * @throws dev.jug.engine.error.EngineException if the options are not known
   */
  public static ProcessTable table(List<Integer> pids, List<String> options, Instant now) {
    return table(PROC, pids, options, now);
  }

  static ProcessTable table(Path proc, List<Integer> pids, List<String> options, Instant now) {
    var columns = PsOptions.columns(options);
    var machine = Machine.read(proc, now);
    var rows =
        pids.stream()
            .map(pid -> ProcessEntry.read(proc, pid))
            .flatMap(Optional::stream)
            .map(process -> row(columns, machine, process))
            .toList();
    return new ProcessTable(columns.stream().map(Column.Titled::title).toList(), rows);
  }

  private static List<String> row(
      List<Column.Titled> columns, Machine machine, ProcessEntry process) {
    return columns.stream().map(titled -> titled.column().cell().apply(machine, process)).toList();
  }
}
