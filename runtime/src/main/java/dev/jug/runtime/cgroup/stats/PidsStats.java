package dev.jug.runtime.cgroup.stats;

/**
 * Processes and threads (admin-guide/cgroup-v1/pids.rst, and version 2 the same).
 *
 * @param current how many there are
 * @param limit how many there may be, 0 for any number
 */
public record PidsStats(long current, long limit) {
  static final PidsStats NONE = new PidsStats(0, 0);

  static PidsStats read(StatsDirectory directory) {
    long limit = directory.number("pids.max");
    return new PidsStats(directory.number("pids.current"), limit == StatsDirectory.MAX ? 0 : limit);
  }
}
