package dev.jug.engine.resource;

import dev.jug.engine.resource.Ledger.Reading;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.cgroup.BudgetGroups;
import dev.jug.runtime.cgroup.stats.BlkioStats;
import dev.jug.runtime.cgroup.stats.GroupStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What resource containers have used. Processor time is counted by the kernel for a group and all
 * that ever were below it; what it counts for those that are there, as transfers and waiting, is
 * read from each, and kept by a {@link Ledger} when they go. Thread-safe.
 */
public final class Bills {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String SELF = "self";
  private static final String GROUP = "group:";

  private final ResourceStore store;
  private final BudgetGroups groups;
  private final InstantSource clock;
  private final Function<ResourceName, String> paths;
  private final ReentrantLock lock = new ReentrantLock();

  Bills(
      ResourceStore store,
      BudgetGroups groups,
      InstantSource clock,
      Function<ResourceName, String> paths) {
    this.store = store;
    this.groups = groups;
    this.clock = clock;
    this.paths = paths;
  }

  /** What one of the same name has left behind. */
  void forget(ResourceName name) {
    store.remove(name);
  }

  void begin(ResourceName name) {
    store.save(name, Ledger.empty(clock.instant()));
  }

  /**
   * Looks, and keeps what was seen.
   *
   * @param networks counters of the containers in it, by their ids
   */
  public Bill look(ResourceName name, Map<String, Reading> networks) {
    var path = paths.apply(name);
    var stats = groups.stats(path);
    var memory = stats.map(s -> s.memory().usage());
    long current = memory.map(m -> m.usage()).orElse(0L);
    long peak = memory.map(m -> m.max()).orElse(0L);
    var readings = readings(path);
    networks.forEach((id, reading) -> readings.put(Ledger.NETWORK + id, reading));
    var ledger = change(name, l -> l.observed(readings).remembering(current, peak));
    long tasks = stats.map(s -> s.pids().current()).orElse(0L);
    long cache = stats.map(s -> s.memory().cache()).orElse(0L);
    return new Bill(name, ledger.since(), ledger.total(), current, ledger.peak(), cache, tasks);
  }

  /** What a container's network has carried until now is not for this bill. */
  public void join(ResourceName name, String container, Reading network) {
    change(name, ledger -> ledger.joined(Ledger.NETWORK + container, network));
  }

  /** What a container's network carries from now on is not for this bill. */
  public void leave(ResourceName name, String container) {
    change(name, ledger -> ledger.left(Ledger.NETWORK + container));
  }

  /** Counting begins anew. Look before that. */
  public void reset(ResourceName name) {
    var memory = groups.stats(paths.apply(name)).map(s -> s.memory().usage());
    long current = memory.map(m -> m.usage()).orElse(0L);
    long peak = memory.map(m -> m.max()).orElse(0L);
    change(name, ledger -> ledger.reset(clock.instant(), current, peak));
  }

  private Ledger change(ResourceName name, UnaryOperator<Ledger> action) {
    lock.lock();
    try {
      var old = store.ledger(name, clock.instant());
      var ledger = action.apply(old);
      if (!ledger.equals(old)) {
        store.save(name, ledger);
      }
      return ledger;
    } finally {
      lock.unlock();
    }
  }

  private Map<String, Reading> readings(String path) {
    var boot = boot();
    var readings = new HashMap<String, Reading>();
    groups
        .stats(path)
        .ifPresent(
            s -> readings.put(SELF, new Reading(identity(boot, path), time(s).plus(waiting(s)))));
    below(path, "", boot, readings);
    return readings;
  }

  private void below(String path, String relative, String boot, Map<String, Reading> readings) {
    for (var child : groups.children(path)) {
      boolean budget = child.startsWith(ContainerRuntime.BUDGET_PREFIX);
      read(path + "/" + child, relative + "/" + child, budget, boot, readings);
      if (budget) {
        below(path + "/" + child, relative + "/" + child, boot, readings);
      }
    }
    var leaf = "/" + BudgetGroups.LEAF;
    read(path + leaf, relative + leaf, false, boot, readings);
  }

  private void read(
      String path, String name, boolean budget, String boot, Map<String, Reading> readings) {
    groups
        .stats(path)
        .map(stats -> budget ? waiting(stats) : waiting(stats).plus(transfers(stats, path)))
        .ifPresent(counts -> readings.put(GROUP + name, new Reading(identity(boot, path), counts)));
  }

  private String identity(String boot, String path) {
    return boot + ":" + groups.identity(path);
  }

  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Counts time(GroupStats stats) {
    var usage = stats.cpu().usage();
    return new Counts(usage.total(), usage.user(), usage.kernel(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static Counts waiting(GroupStats stats) {
    var throttling = stats.cpu().throttling();
    return new Counts(
        0,
        0,
        0,
        throttling.throttledTime(),
        throttling.throttledPeriods(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  private Counts transfers(GroupStats stats, String path) {
    var bytes = stats.blkio().ioServiceBytesRecursive();
    var operations = stats.blkio().ioServicedRecursive();
    return new Counts(
        0,
        0,
        0,
        0,
        0,
        sum(bytes, "Read"),
        sum(bytes, "Write"),
        sum(operations, "Read"),
        sum(operations, "Write"),
        0,
        0,
        0,
        0,
        groups.memoryKills(path));
  }

  private static long sum(List<BlkioStats.Entry> entries, String operation) {
    return entries.stream()
        .filter(entry -> entry.op().equalsIgnoreCase(operation))
        .mapToLong(BlkioStats.Entry::value)
        .sum();
  }
}
