package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.engine.resource.Bill;
import dev.jug.engine.resource.Budgets;
import dev.jug.engine.resource.Ledger.Reading;
import dev.jug.engine.resource.ResourceName;
import dev.jug.engine.resource.ResourceRecord;
import dev.jug.engine.resource.ResourceView;
import dev.jug.runtime.cgroup.BudgetGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resource containers: budgets, and bills, that belong to no single container or process. Both come
 * and go while they run. All methods throw {@link EngineException}.
 */
public final class ResourceContainers {
  private final Services services;

  ResourceContainers(Services services) {
    this.services = services;
  }

  private Budgets budgets() {
    return services.budgets();
  }

  private ResourceName known(String name) {
    return budgets().find(new ResourceName(name)).name();
  }

  /**
   * Makes one.
   *
   * @param name with its parents' names: {@code jobs/night}
   * @throws Conflict if there is one of this name
   * @throws Invalid if a limit makes no sense
   */
  public void create(String name, ResourceOptions limits, FixedLimits rates) {
    budgets().create(new ResourceName(name), limits, rates);
  }

  /** Changes limits, at once and for later; what is not said stays. */
  public void update(String name, ResourceOptions limits, FixedLimits rates) {
    budgets().update(known(name), limits, rates);
  }

  /** All of them, parents first. */
  public List<ResourceView> list() {
    return budgets().all().stream().map(this::view).toList();
  }

  /**
   * All about one.
   *
   * @throws NotFound if there is none
   */
  public ResourceView inspect(String name) {
    return view(budgets().find(new ResourceName(name)));
  }

  private ResourceView view(ResourceRecord record) {
    var name = record.name();
    return ResourceView.of(
        record,
        budgets().path(name),
        members(name).stream().map(Container::name).sorted().toList(),
        budgets().processes(name),
        children(name).stream().map(ResourceName::text).toList());
  }

  private List<ResourceName> children(ResourceName name) {
    return budgets().all().stream()
        .map(ResourceRecord::name)
        .filter(other -> other.parent().filter(name::equals).isPresent())
        .toList();
  }

  private List<Container> members(ResourceName name) {
    return services.containers().all().stream()
        .filter(container -> of(container).filter(name::equals).isPresent())
        .toList();
  }

  private Optional<ResourceName> of(Container container) {
    return of(container.record().request().cgroupParent());
  }

  private Optional<ResourceName> of(@Nullable String cgroupParent) {
    return budgets().ofParent(cgroupParent).map(ResourceRecord::name);
  }

  /** Those whose cgroups are not there as they should be. */
  public List<String> unsound() {
    return budgets().all().stream()
        .filter(record -> !budgets().isSound(record))
        .map(record -> record.name().text())
        .toList();
  }

  /** The cgroup that containers are in that are in this one ({@code --cgroup-parent}). */
  public String group(String name) {
    var known = known(name);
    budgets().ensure(known);
    return budgets().path(known);
  }

  /** The cgroup of processes that are in this one and in no container. */
  String processGroup(String name) {
    return group(name) + "/" + BudgetGroups.LEAF;
  }

  /** Runs commands in them, and in no container. */
  public HostCommands commands() {
    return new HostCommands(services);
  }

  /**
   * Removes one.
   *
   * @param force what is in it goes to its parent, or if it has none out of all; resource
   *     containers in it are removed too
   * @return what was done besides, a sentence each
   * @throws Conflict if anything is in it and that is not to be moved
   */
  public List<String> remove(String name, boolean force) {
    var known = known(name);
    if (!force) {
      refuseUsed(known);
    }
    var done = new ArrayList<String>();
    remove(known, known.parent(), done);
    return done;
  }

  private void refuseUsed(ResourceName name) {
    var view = inspect(name.text());
    var inside = new ArrayList<String>();
    view.children().forEach(child -> inside.add("resource container " + child));
    view.containers().forEach(container -> inside.add("container " + container));
    view.processes().forEach(pid -> inside.add("process " + pid));
    if (!inside.isEmpty()) {
      throw new Conflict(
          "resource container " + name + " is in use: " + String.join(", ", inside),
          "jug rc detach takes them out; --force does it for you and ends nothing.");
    }
  }

  private void remove(ResourceName name, Optional<ResourceName> heir, List<String> done) {
    children(name).forEach(child -> remove(child, heir, done));
    var where = heir.map(other -> "moved to " + other).orElse("moved out");
    for (var container : members(name)) {
      container.update(UpdateRequest.moving(heir.map(budgets()::path).orElse("")));
      done.add("container " + container.name() + ": " + where);
    }
    for (int pid : budgets().processes(name)) {
      heir.ifPresentOrElse(other -> budgets().attach(other, pid), () -> budgets().detach(pid));
      done.add("process " + pid + ": " + where);
    }
    budgets().remove(name);
    done.add("resource container " + name + ": removed");
  }

  /**
   * Puts a container, or a process of none, into one. What it uses from now on is for that one.
   *
   * @param member a container's name or id, or the number of a process
   */
  public void attach(String name, String member) {
    var known = known(name);
    var container = container(member);
    if (container.isPresent()) {
      budgets().ensure(known);
      container.get().update(UpdateRequest.moving(budgets().path(known)));
    } else {
      attachProcess(name, Integer.parseInt(member));
    }
  }

  /** Puts a process of no container into one. */
  public void attachProcess(String name, int pid) {
    var known = known(name);
    refuseOfContainer(pid);
    budgets().attach(known, pid);
  }

  /** Takes a container or a process out of the one it is in. */
  public void detach(String member) {
    var container = container(member);
    if (container.isPresent()) {
      if (of(container.get()).isEmpty()) {
        throw new Conflict("container " + member + " is in no resource container", "");
      }
      container.get().update(UpdateRequest.moving(""));
      return;
    }
    detachProcess(Integer.parseInt(member));
  }

  /** Takes a process out of the one it is in. */
  public void detachProcess(int pid) {
    if (budgets().of(pid).isEmpty()) {
      throw new Conflict("process " + pid + " is in no resource container", "");
    }
    budgets().detach(pid);
  }

  /** A name first: a container may be called 123. */
  private Optional<Container> container(String member) {
    try {
      return Optional.of(services.containers().find(member));
    } catch (NotFound e) {
      if (member.matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void refuseOfContainer(int pid) {
    for (var container : services.containers().all()) {
      var run = container.life().run();
      if (run != null && services.runtime().group(run.launch()).processes().contains(pid)) {
        throw new Conflict(
            "process " + pid + " is one of container " + container.name(),
            "Attach the container: its processes stay together.");
      }
    }
  }

  /**
   * What one has used.
   *
   * @throws NotFound if there is none
   */
  public Bill bill(String name) {
    return look(known(name));
  }

  /** Counting begins anew. */
  public void reset(String name) {
    var known = known(name);
    look(known);
    budgets().bills().reset(known);
  }

  private Bill look(ResourceName name) {
    var networks = new HashMap<String, Reading>();
    for (var container : services.containers().all()) {
      var run = container.life().run();
      if (run != null && of(container).filter(other -> other.isWithin(name)).isPresent()) {
        run.network().read().ifPresent(reading -> networks.put(container.id(), reading));
      }
    }
    return budgets().bills().look(name, networks);
  }

  /** Looks for all whose bills a container is on, before something about it changes. */
  void lookAround(Container container) {
    of(container).ifPresent(name -> name.chain().forEach(this::look));
  }

  /** A container has moved: those it has left pay for its network until now, others from now on. */
  void moved(Container container, Run run, @Nullable String before) {
    var left = chain(of(before));
    var entered = chain(of(container));
    run.network()
        .read()
        .ifPresent(reading -> {
          entered.stream()
              .filter(name -> !left.contains(name))
              .forEach(name -> budgets().bills().join(name, container.id(), reading));
          left.stream()
              .filter(name -> !entered.contains(name))
              .forEach(name -> budgets().bills().leave(name, container.id()));
        });
  }

  private static Set<ResourceName> chain(Optional<ResourceName> name) {
    return name.map(found -> Set.copyOf(found.chain())).orElse(Set.of());
  }

  /** The last look at a container that has ended; its cgroup and its devices are still there. */
  void settle(Container container, Run ended) {
    try {
      for (var name : chain(of(container))) {
        var last = new HashMap<String, Reading>();
        ended.network().read().ifPresent(reading -> last.put(container.id(), reading));
        budgets().bills().look(name, Map.copyOf(last));
        budgets().bills().leave(name, container.id());
      }
    } catch (RuntimeException e) {
      System.getLogger(ResourceContainers.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the bill of " + container.id() + " may lack its end",
              e);
    }
  }
}
