package dev.jug.engine.process;

import dev.jug.engine.user.Accounts;
import dev.jug.engine.user.RootView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the numbers of a process are relative to.
 *
 * @param now when the table is made
 * @param zone of the times in it
 * @param boot when the machine started
 * @param memoryKiB all there is
 * @param users names, by id
 * @param groups names, by id
 */
record Machine(
    Instant now,
    ZoneId zone,
    Instant boot,
    long memoryKiB,
    Map<Long, String> users,
    Map<Long, String> groups) {
  /** Ticks in a second, for programs (time(7), "USER_HZ"). */
  static final long HERTZ = 100;

  /** This machine, now. */
  static Machine read(Path proc, Instant now) {
    var accounts = Accounts.of(new RootView(List.of(Path.of("/"))));
    return new Machine(
        now,
        ZoneId.systemDefault(),
        Instant.ofEpochSecond(number(proc.resolve("stat"), "btime")),
        number(proc.resolve("meminfo"), "MemTotal:"),
        accounts.users().stream()
            .collect(
                Collectors.toMap(Accounts.User::uid, Accounts.User::name, (first, _) -> first)),
        accounts.groups().stream()
            .collect(
                Collectors.toMap(Accounts.Group::gid, Accounts.Group::name, (first, _) -> first)));
  }

  private static long number(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split("\\s+", -1))
          .filter(words -> words[0].equals(key))
          .mapToLong(words -> Long.parseLong(words[1]))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  String user(long uid) {
    return users.getOrDefault(uid, Long.toString(uid));
  }

  String group(long gid) {
    return groups.getOrDefault(gid, Long.toString(gid));
  }

  Instant start(ProcessEntry process) {
    return boot.plusMillis(process.number(22) * 1000 / HERTZ);
  }

  Duration age(ProcessEntry process) {
    var age = Duration.between(start(process), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Share of one processor since it began, in tenths of a percent. */
  private long load(ProcessEntry process) {
    long seconds = Math.max(1, age(process).toSeconds());
    return process.ticks() * 1000 / HERTZ / seconds;
  }

  String percentOfCpu(ProcessEntry process) {
    return String.format(Locale.ROOT, "%.1f", load(process) / 10.0);
  }

  /** Whole percents, 99 at most, as ps has them in this column. */
  String roughPercentOfCpu(ProcessEntry process) {
    return Long.toString(Math.min(99, load(process) / 10));
  }

  String percentOfMemory(ProcessEntry process) {
    long tenths = memoryKiB == 0 ? 0 : residentKiB(process) * 1000 / memoryKiB;
    return String.format(Locale.ROOT, "%.1f", Math.min(999, tenths) / 10.0);
  }

  static long residentKiB(ProcessEntry process) {
    var text = process.status().getOrDefault("VmRSS", "0 kB");
    return Long.parseLong(text.split(" ", -1)[0]);
  }
}
