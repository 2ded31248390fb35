package dev.jug.engine.resource;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.spec.LimitChange;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.cgroup.BudgetGroups;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.ProcessPlace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The resource containers of an engine: what is on disk about them, and their groups, which lie
 * among those of the engine's containers. Thread-safe.
 */
public final class Budgets {
  private static final System.Logger LOG = System.getLogger(Budgets.class.getName());

  private final ResourceStore store;
  private final BudgetGroups groups;
  private final String top;
  private final InstantSource clock;
  private final Bills bills;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition any = lock.newCondition();
  private final Map<ResourceName, ResourceRecord> records;

  /**
   * @param directory of their files
   * @param groups the machine's
   * @param top the group of the engine's containers
   */
  public Budgets(Path directory, BudgetGroups groups, String top, InstantSource clock) {
    this.store = new ResourceStore(directory);
    this.groups = groups;
    this.top = top;
    this.clock = clock;
    this.records = new TreeMap<>(store.all());
    this.bills = new Bills(store, groups, clock, this::path);
  }

  /** What they have used. */
  public Bills bills() {
    return bills;
  }

  /** Waits until there is one. */
  public void awaitAny() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (records.isEmpty()) {
        any.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All of them, parents first. */
  public List<ResourceRecord> all() {
    return locked(() -> List.copyOf(records.values()));
  }

  /**
   * The one of this name.
   *
   * @throws NotFound if there is none
   */
  public ResourceRecord find(ResourceName name) {
    return locked(() ->
        Optional.ofNullable(records.get(name))
            .orElseThrow(() ->
                new NotFound("No such resource container: " + name, "jug rc ls lists them.")));
  }

  /** The group of the one of this name, as {@code --cgroup-parent} names it. */
  public String path(ResourceName name) {
    return top + name.group();
  }

  /** The one whose group containers are in that have this parent; empty if it is none. */
  public Optional<ResourceRecord> ofParent(@Nullable String cgroupParent) {
    if (cgroupParent == null || cgroupParent.isEmpty()) {
      return Optional.empty();
    }
    var path = Path.of("/").resolve(cgroupParent).toString();
    return path.startsWith(top + "/" + ContainerRuntime.BUDGET_PREFIX)
        ? ResourceName.ofGroup(path.substring(top.length()))
            .flatMap(name -> locked(() -> Optional.ofNullable(records.get(name))))
        : Optional.empty();
  }

  /** Makes groups that are not there, as after a restart of the machine. */
  public void recover() {
    for (var record : all()) {
      try {
        if (!groups.isThere(path(record.name()))) {
          groups.make(path(record.name()), record.written());
        }
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "no group for resource container " + record.name(), e);
      }
    }
  }

  /** Removes what containers have left in them that nobody knows any more. */
  public void releaseAllBut(Set<String> containers) {
    for (var record : all()) {
      groups.releaseAllBut(path(record.name()), containers);
    }
  }

  /** Whether the group of one is there as it should be. */
  public boolean isSound(ResourceRecord record) {
    return groups.isThere(path(record.name()));
  }

  /**
   * Makes one.
   *
   * @throws Conflict if there is one of this name
   * @throws EngineException if a limit makes no sense or the kernel refuses it
   */
  public ResourceRecord create(ResourceName name, ResourceOptions limits, FixedLimits rates) {
    return locked(() -> {
      if (records.containsKey(name)) {
        throw new Conflict("resource container " + name + " exists already", "");
      }
      name.parent().ifPresent(this::find);
      var record =
          new ResourceRecord(
              ResourceRecord.VERSION,
              name,
              clock.instant(),
              LimitChange.of(limits, ResourceOptions.NONE).result(),
              rates,
              Map.of());
      kernel("make resource container " + name, () -> make(record));
      bills.forget(name);
      keep(record);
      bills.begin(name);
      any.signalAll();
      return record;
    });
  }

  private void make(ResourceRecord record) {
    record.name().parent().ifPresent(this::ensure);
    groups.make(path(record.name()), record.written());
  }

  /** Makes the group of one, and those above it, if somebody has removed them. */
  public void ensure(ResourceName name) {
    var record = find(name);
    if (!groups.isThere(path(name))) {
      kernel("make the group of resource container " + name, () -> make(record));
    }
  }

  /**
   * Changes limits, at once and for later; what is not said stays.
   *
   * @throws EngineException if a limit makes no sense or the kernel refuses it; nothing has changed
   *     then
   */
  public void update(ResourceName name, ResourceOptions limits, FixedLimits rates) {
    locked(() -> {
      var old = find(name);
      ensure(name);
      var change = LimitChange.of(limits, old.limits());
      var all = old.rates().rated(rates);
      kernel(
          "update resource container " + name,
          () -> groups.update(path(name), change.written(rates)));
      return keep(old.limited(change.result(), all));
    });
  }

  /**
   * Forgets one and removes its group.
   *
   * @throws Conflict if anything is in it
   */
  public void remove(ResourceName name) {
    locked(() -> {
      find(name);
      kernel("remove resource container " + name, () -> groups.remove(path(name)));
      store.remove(name);
      return records.remove(name);
    });
  }

  /** The processes right in it. */
  public List<Integer> processes(ResourceName name) {
    return groups.processes(path(name));
  }

  /**
   * Moves a process into it.
   *
   * @throws EngineException if there is no such process, or it cannot be moved
   */
  public void attach(ResourceName name, int pid) {
    locked(() -> {
      ensure(name);
      var target = path(name);
      kernel(
          "attach process " + pid + " to resource container " + name,
          () -> {
            var home = home(pid).orElseGet(() -> ProcessPlace.of(pid));
            groups.attach(target, pid);
            remember(name, pid, home);
          });
      return name;
    });
  }

  private void remember(ResourceName name, int pid, ProcessPlace home) {
    forget(pid);
    var record = find(name);
    var origins = new TreeMap<>(record.origins());
    var alive = processes(name);
    origins.keySet().retainAll(alive);
    origins.put(pid, home);
    keep(record.remembering(origins));
  }

  /** Where a process was before it came to any of them. */
  private Optional<ProcessPlace> home(int pid) {
    var now = ProcessPlace.of(pid);
    return records.values().stream()
        .flatMap(record -> Optional.ofNullable(record.origins().get(pid)).stream())
        .filter(place -> place.started() == now.started())
        .findFirst();
  }

  private void forget(int pid) {
    for (var record : List.copyOf(records.values())) {
      if (record.origins().containsKey(pid)) {
        var origins = new TreeMap<>(record.origins());
        origins.remove(pid);
        keep(record.remembering(origins));
      }
    }
  }

  /** The one that a process is right in. */
  public Optional<ResourceName> of(int pid) {
    return all().stream()
        .map(ResourceRecord::name)
        .filter(name -> processes(name).contains(pid))
        .findFirst();
  }

  /**
   * Moves a process back to where it was before it came; one that was born here, to where its
   * hierarchies begin.
   */
  public void detach(int pid) {
    locked(() -> {
      kernel(
          "detach process " + pid,
          () -> {
            var none = new ProcessPlace(0, Map.of());
            groups.detach(pid, home(pid).orElse(none));
            forget(pid);
          });
      return pid;
    });
  }

  private ResourceRecord keep(ResourceRecord record) {
    store.save(record);
    records.put(record.name(), record);
    return record;
  }

  private static void kernel(String intent, Runnable action) {
    try {
      action.run();
    } catch (InvalidSpecException e) {
      throw new Invalid("cannot " + intent + ": " + e.getMessage(), "");
    } catch (CgroupException e) {
      throw new Failed("cannot " + intent + ": " + e.getMessage(), "Nothing was changed.", e);
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
