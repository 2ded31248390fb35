package dev.jug.linux.fs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The mounts a process sees: /proc/PID/mountinfo of proc(5). */
public final class MountTable {
  private MountTable() {}

  /**
   * One line of mountinfo.
   *
   * @param root path inside its file system that is mounted
   * @param target where it is mounted
   * @param type file system type
   * @param source device or name
   * @param superOptions options of the file system itself, such as the controllers of a cgroup
   *     hierarchy
   */
  public record Entry(
      String root, Path target, String type, String source, List<String> superOptions) {}

  /** The mounts of the calling process, in mount order. */
  public static List<Entry> ofSelf() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines of the form that proc(5) describes; spaces in paths come as {@code \040}. */
  public static List<Entry> parse(List<String> lines) {
    return lines.stream().map(MountTable::entry).toList();
  }

  private static Entry entry(String line) {
    var fields = line.split(" ");
    int separator = Arrays.asList(fields).indexOf("-");
    return new Entry(
        unescape(fields[3]),
        Path.of(unescape(fields[4])),
        fields[separator + 1],
        unescape(fields[separator + 2]),
        List.of(fields[separator + 3].split(",")));
  }

  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
