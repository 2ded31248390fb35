package dev.jug.engine.process;

import dev.jug.engine.error.EngineException.Invalid;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of ps(1), "STANDARD FORMAT SPECIFIERS".
 *
 * @param title its heading
 * @param cell what it says about a process
 * @param names what it can be asked for by
 */
record Column(String title, BiFunction<Machine, ProcessEntry, String> cell, List<String> names) {
  static final Column PID = of("PID", (_, p) -> text(p.pid()), "pid", "tgid");
  static final Column PPID = of("PPID", (_, p) -> p.field(4), "ppid");
  static final Column PGID = of("PGID", (_, p) -> p.field(5), "pgid", "pgrp");
  static final Column SID = of("SID", (_, p) -> p.field(6), "sid", "sess", "session");
  static final Column USER = of("USER", (m, p) -> m.user(p.id("Uid", 1)), "user", "euser", "uname");
  static final Column RUSER = of("RUSER", (m, p) -> m.user(p.id("Uid", 0)), "ruser");
  static final Column UID = of("UID", (_, p) -> text(p.id("Uid", 1)), "uid", "euid");
  static final Column RUID = of("RUID", (_, p) -> text(p.id("Uid", 0)), "ruid");
  static final Column GROUP = of("GROUP", (m, p) -> m.group(p.id("Gid", 1)), "group", "egroup");
  static final Column GID = of("GID", (_, p) -> text(p.id("Gid", 1)), "gid", "egid");
  static final Column NAMED_UID = of("UID", (m, p) -> m.user(p.id("Uid", 1)));
  static final Column C = of("C", Machine::roughPercentOfCpu, "c");
  static final Column CPU = of("%CPU", Machine::percentOfCpu, "%cpu", "pcpu");
  static final Column MEM = of("%MEM", Machine::percentOfMemory, "%mem", "pmem");
  static final Column VSZ = of("VSZ", (_, p) -> text(p.number(23) / 1024), "vsz", "vsize");
  static final Column RSS =
      of("RSS", (_, p) -> text(Machine.residentKiB(p)), "rss", "rssize", "rsz");
  static final Column NLWP = of("NLWP", (_, p) -> p.field(20), "nlwp", "thcount");
  static final Column NI = of("NI", (_, p) -> p.field(19), "ni", "nice");
  static final Column PRI = of("PRI", (_, p) -> text(39 - p.number(18)), "pri");
  static final Column PSR = of("PSR", (_, p) -> p.field(39), "psr");
  static final Column TTY = of("TTY", (_, p) -> Terminals.name(p.number(7)), "tname");
  static final Column TT = of("TT", (_, p) -> Terminals.name(p.number(7)), "tty", "tt");
  static final Column STAT = of("STAT", (_, p) -> States.of(p), "stat");
  static final Column S = of("S", (_, p) -> p.field(3), "s", "state");
  static final Column STIME =
      of("STIME", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "stime");
  static final Column START =
      of("START", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "start_time", "bsdstart");
  static final Column STARTED =
      of("STARTED", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "start");
  static final Column LSTART = of("STARTED", (m, p) -> Times.whole(m.start(p), m.zone()), "lstart");
  static final Column TIME = of("TIME", (_, p) -> Times.used(used(p)), "time", "cputime");
  static final Column BSDTIME = of("TIME", (_, p) -> Times.brief(used(p)), "bsdtime");
  static final Column ELAPSED = of("ELAPSED", (m, p) -> Times.age(m.age(p)), "etime");
  static final Column SECONDS = of("ELAPSED", (m, p) -> text(m.age(p).toSeconds()), "etimes");
  static final Column CMD = of("CMD", (_, p) -> p.shownCommand(), "cmd");
  static final Column COMMAND = of("COMMAND", (_, p) -> p.shownCommand(), "args", "command");
  static final Column COMM = of("COMMAND", (_, p) -> p.name(), "comm", "ucomm");
  static final Column UCMD = of("CMD", (_, p) -> p.name(), "ucmd");

  private static final List<Column> ALL =
      List.of(
          PID, PPID, PGID, SID, USER, RUSER, UID, RUID, GROUP, GID, NAMED_UID, C, CPU, MEM, VSZ,
          RSS, NLWP, NI, PRI, PSR, TTY, TT, STAT, S, STIME, START, STARTED, LSTART, TIME, BSDTIME,
          ELAPSED, SECONDS, CMD, COMMAND, COMM, UCMD);

  private static Column of(
      String title, BiFunction<Machine, ProcessEntry, String> cell, String... names) {
    return new Column(title, cell, List.of(names));
  }

  /**
   * A column with the heading it is given.
   *
   * @param column what it shows
   * @param title its heading
   */
  record Titled(Column column, String title) {
    static Titled of(Column column) {
      return new Titled(column, column.title);
    }

    /** Reads {@code NAME} or {@code NAME=TITLE}. */
    static Titled parse(String text) {
      int equals = text.indexOf('=');
      var column = named(equals < 0 ? text : text.substring(0, equals));
      return equals < 0 ? of(column) : new Titled(column, text.substring(equals + 1));
    }
  }

  private static Column named(String name) {
    return ALL.stream()
        .filter(column -> column.names.contains(name))
        .findFirst()
        .orElseThrow(() ->
            new Invalid(
                "ps: unknown column \"" + name + "\"",
                "There are " + String.join(", ", known()) + "."));
  }

  private static List<String> known() {
    return ALL.stream()
        .filter(column -> !column.names.isEmpty())
        .map(column -> column.names.getFirst())
        .toList();
  }

  private static Duration used(ProcessEntry process) {
    return Duration.ofMillis(process.ticks() * 1000 / Machine.HERTZ);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
