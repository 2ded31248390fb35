package dev.jug.engine.process;

import dev.jug.engine.error.EngineException.Invalid;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The columns of ps(1) that are known here, "STANDARD FORMAT SPECIFIERS". */
enum Column {
  PID("PID", (_, p) -> text(p.pid()), "pid", "tgid"),
  PPID("PPID", (_, p) -> p.field(4), "ppid"),
  PGID("PGID", (_, p) -> p.field(5), "pgid", "pgrp"),
  SID("SID", (_, p) -> p.field(6), "sid", "sess", "session"),
  USER("USER", (m, p) -> m.user(p.id("Uid", 1)), "user", "euser", "uname"),
  RUSER("RUSER", (m, p) -> m.user(p.id("Uid", 0)), "ruser"),
  UID("UID", (_, p) -> text(p.id("Uid", 1)), "uid", "euid"),
  RUID("RUID", (_, p) -> text(p.id("Uid", 0)), "ruid"),
  GROUP("GROUP", (m, p) -> m.group(p.id("Gid", 1)), "group", "egroup"),
  GID("GID", (_, p) -> text(p.id("Gid", 1)), "gid", "egid"),
  NAMED_UID("UID", (m, p) -> m.user(p.id("Uid", 1))),
  C("C", Machine::roughPercentOfCpu, "c"),
  CPU("%CPU", Machine::percentOfCpu, "%cpu", "pcpu"),
  MEM("%MEM", Machine::percentOfMemory, "%mem", "pmem"),
  VSZ("VSZ", (_, p) -> text(p.number(23) / 1024), "vsz", "vsize"),
  RSS("RSS", (_, p) -> text(Machine.residentKiB(p)), "rss", "rssize", "rsz"),
  NLWP("NLWP", (_, p) -> p.field(20), "nlwp", "thcount"),
  NI("NI", (_, p) -> p.field(19), "ni", "nice"),
  PRI("PRI", (_, p) -> text(39 - p.number(18)), "pri"),
  PSR("PSR", (_, p) -> p.field(39), "psr"),
  TTY("TTY", (_, p) -> Terminals.name(p.number(7)), "tname"),
  TT("TT", (_, p) -> Terminals.name(p.number(7)), "tty", "tt"),
  STAT("STAT", (_, p) -> States.of(p), "stat"),
  S("S", (_, p) -> p.field(3), "s", "state"),
  STIME("STIME", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "stime"),
  START("START", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "start_time", "bsdstart"),
  STARTED("STARTED", (m, p) -> Times.start(m.start(p), m.now(), m.zone()), "start"),
  LSTART("STARTED", (m, p) -> Times.whole(m.start(p), m.zone()), "lstart"),
  TIME("TIME", (_, p) -> Times.used(used(p)), "time", "cputime"),
  BSDTIME("TIME", (_, p) -> Times.brief(used(p)), "bsdtime"),
  ELAPSED("ELAPSED", (m, p) -> Times.age(m.age(p)), "etime"),
  SECONDS("ELAPSED", (m, p) -> text(m.age(p).toSeconds()), "etimes"),
  CMD("CMD", (_, p) -> p.shownCommand(), "cmd"),
  COMMAND("COMMAND", (_, p) -> p.shownCommand(), "args", "command"),
  COMM("COMMAND", (_, p) -> p.name(), "comm", "ucomm"),
  UCMD("CMD", (_, p) -> p.name(), "ucmd");

  private final String title;
  private final BiFunction<Machine, ProcessEntry, String> cell;
  private final List<String> names;

  Column(String title, BiFunction<Machine, ProcessEntry, String> cell, String... names) {
    this.title = title;
    this.cell = cell;
    this.names = List.of(names);
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
    return Arrays.stream(values())
        .filter(column -> column.names.contains(name))
        .findFirst()
        .orElseThrow(() ->
            new Invalid(
                "ps: unknown column \"" + name + "\"",
                "There are " + String.join(", ", known()) + "."));
  }

  private static List<String> known() {
    return Arrays.stream(values())
        .filter(column -> !column.names.isEmpty())
        .map(column -> column.names.getFirst())
        .toList();
  }

  String cell(Machine machine, ProcessEntry process) {
    return cell.apply(machine, process);
  }

  private static Duration used(ProcessEntry process) {
    return Duration.ofMillis(process.ticks() * 1000 / Machine.HERTZ);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
