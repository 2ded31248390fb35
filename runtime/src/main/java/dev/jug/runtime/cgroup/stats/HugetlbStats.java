package dev.jug.runtime.cgroup.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Huge pages of one size (admin-guide/cgroup-v1/hugetlb.rst, "HugeTLB" in
 * admin-guide/cgroup-v2.rst).
 *
 * @param usage bytes in use
 * @param max most that ever were, 0 in version 2, which does not say
 * @param failcnt how often the limit was met
 */
public record HugetlbStats(long usage, long max, long failcnt) {
  private static final Pattern FILE =
      Pattern.compile("hugetlb\\.([0-9]+[KMG]B)\\.(current|usage_in_bytes)");

  /** By size: those that the group has files for. */
  static Map<String, HugetlbStats> read(StatsDirectory directory) {
    var all = new TreeMap<String, HugetlbStats>();
    try (var files = Files.newDirectoryStream(directory.path(), "hugetlb.*")) {
      for (var file : files) {
        var name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          all.put(name.group(1), of(directory, "hugetlb." + name.group(1) + "."));
        }
      }
    } catch (IOException e) {
      // The group went away meanwhile: what it used is nothing now.
    }
    return all;
  }

  private static HugetlbStats of(StatsDirectory directory, String prefix) {
    return directory.unified()
        ? new HugetlbStats(
            directory.number(prefix + "current"),
            0,
            directory.table(prefix + "events").getOrDefault("max", 0L))
        : new HugetlbStats(
            directory.number(prefix + "usage_in_bytes"),
            directory.number(prefix + "max_usage_in_bytes"),
            directory.number(prefix + "failcnt"));
  }
}
