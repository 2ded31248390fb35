package dev.jug.engine.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How many of what the kernel lets the engine and all containers have. */
final class LimitsCheck implements Check {
  /**
   * A setting that is too small for many containers.
   *
   * @param name as sysctl(8) has it
   * @param least what is enough
   * @param means what fails, and with what
   */
  private record Setting(String name, long least, String means) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "fs.inotify.max_user_instances",
              512,
              "programs that watch files fail with EMFILE in many containers: one user has them all"),
          new Setting(
              "fs.inotify.max_user_watches", 65536, "programs that watch files fail with ENOSPC"),
          new Setting("kernel.pid_max", 32768, "fork fails with EAGAIN in many containers"),
          new Setting("kernel.threads-max", 32768, "fork fails with EAGAIN in many containers"),
          new Setting("fs.file-max", 100_000, "files cannot be opened (ENFILE), in any container"),
          new Setting("vm.max_map_count", 65530, "databases and JVMs fail with ENOMEM"));

  /**
   * A limit of this process, which the engine would have.
   *
   * @param name as /proc/self/limits has it
   * @param flag as ulimit has it
   */
  private record Own(String name, String flag, long least, String means) {}

  private static final List<Own> OWN =
      List.of(
          new Own("Max open files", "-n", 4096, "an engine with many containers fails with EMFILE"),
          new Own("Max processes", "-u", 4096, "launchers cannot be started (EAGAIN)"));

  @Override
  public String area() {
    return "limits";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    for (var setting : SETTINGS) {
      machine.setting(setting.name()).ifPresent(value -> rows.add(row(setting, value)));
    }
    for (var own : OWN) {
      limit(machine, own.name()).ifPresent(text -> rows.add(row(own, text)));
    }
    if (rows.isEmpty()) {
      rows.add(Row.note("all", "not to be read", "nothing is known about them", "mount /proc"));
    }
    return rows;
  }

  private static Row row(Setting setting, long value) {
    var name = setting.name();
    return value >= setting.least()
        ? Row.ok(name, Long.toString(value))
        : Row.note(
            name,
            Long.toString(value),
            setting.means(),
            "sysctl -w " + name + "=" + setting.least() + ", and in /etc/sysctl.d");
  }

  private static Row row(Own own, String hard) {
    var number =
        hard.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(hard)) : OptionalLong.empty();
    return number.orElse(Long.MAX_VALUE) >= own.least()
        ? Row.ok(own.name(), hard)
        : Row.note(
            own.name(),
            hard,
            own.means(),
            "ulimit " + own.flag() + " " + own.least() + ", or LimitNOFILE= of the unit");
  }

  /** The hard limit, which is the last but one column. */
  private static Optional<String> limit(Machine machine, String name) {
    return machine.text("proc/self/limits").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip().split("\\s+"))
        .filter(fields -> fields.length > 1)
        .map(fields -> fields[1])
        .findFirst();
  }
}
