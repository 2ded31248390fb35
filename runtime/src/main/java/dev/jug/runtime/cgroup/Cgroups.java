package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cgroups of containers. A container has a group of the same path in every hierarchy, so that
 * whatever it is shown of a hierarchy begins with its own group.
 */
public final class Cgroups {
  private final CgroupLayout layout;
  private final Groups groups;
  private final SharedGroup shared;

  public Cgroups(CgroupLayout layout) {
    this.layout = layout;
    this.groups = new Groups(layout);
    this.shared = new SharedGroup(layout);
  }

  /** The machine's hierarchies. */
  public CgroupLayout layout() {
    return layout;
  }

  /**
   * Makes the group under which containers lie, such as {@code /jug}, and lets its children have
   * controllers. Can be called again.
   */
  public void prepare(String parent) {
    shared.prepare(checked(parent));
  }

  /** Makes the groups above this one, as {@link #prepare} does, if there are any. */
  public void prepareAbove(String path) {
    var parent = String.valueOf(Path.of(checked(path)).getParent());
    if (parent.length() > 1) {
      shared.prepare(parent);
    }
  }

  /**
   * What a launch plan does to give a container its group.
   *
   * @param path the group, such as {@code /jug/ID}, the same in all hierarchies; it is not there
   * @throws InvalidSpecException if a limit makes no sense, or the machine lacks its controller
   */
  public CgroupSetup setup(String path, Resources resources) {
    var all = directories(checked(path));
    return setup(path, all, writes(path, resources), resources);
  }

  /**
   * The same for a group that may be there, because its path is not the runtime's own choice.
   *
   * @throws InvalidSpecException also if a process is in it
   */
  public CgroupSetup adopt(String path, Resources resources) {
    var existing = new ExistingGroup(layout, groups, checked(path));
    if (!existing.isThere()) {
      return setup(path, resources);
    }
    existing.demandEmpty();
    var writes = new ArrayList<>(existing.cpuset().orElseGet(() -> shared.inherited(path)));
    writes.addAll(new ResourceWrites(layout, path).of(resources));
    writes.addAll(existing.devices(DefaultDevices.with(resources.devices())));
    return setup(path, existing.missing(directories(path)), writes, resources);
  }

  private List<Path> directories(String path) {
    return hierarchies().map(hierarchy -> hierarchy.group(path)).toList();
  }

  private Stream<Hierarchy> hierarchies() {
    return Stream.concat(layout.legacy().stream(), layout.unified().stream());
  }

  private CgroupSetup setup(
      String path, List<Path> directories, List<Write> writes, Resources resources) {
    return new CgroupSetup(
        directories,
        writes,
        joins(path),
        layout.unified().map(hierarchy -> hierarchy.group(path)),
        deviceFilter(resources));
  }

  /** What a plan does to run one more process in the group that a container has. */
  public CgroupSetup join(String path) {
    checked(path);
    return new CgroupSetup(
        List.of(),
        List.of(),
        joins(path),
        layout.unified().map(h -> h.group(path)),
        Optional.empty());
  }

  private List<Path> joins(String path) {
    return layout.legacy().stream().map(h -> h.group(path).resolve("tasks")).toList();
  }

  private List<Write> writes(String path, Resources resources) {
    var writes = new ArrayList<>(shared.inherited(path));
    writes.addAll(new ResourceWrites(layout, path).of(resources));
    writes.addAll(legacyDevices(path, resources));
    return writes;
  }

  private List<Write> legacyDevices(String path, Resources resources) {
    return layout
        .legacy("devices")
        .map(h -> DeviceRules.legacy(h.group(path), DefaultDevices.with(resources.devices())))
        .orElse(List.of());
  }

  private Optional<byte[]> deviceFilter(Resources resources) {
    if (layout.legacy("devices").isPresent()) {
      return Optional.empty();
    }
    if (layout.unified().isPresent()) {
      return Optional.of(DeviceProgram.of(DefaultDevices.with(resources.devices())));
    }
    if (!resources.devices().isEmpty()) {
      throw new InvalidSpecException(
          "linux.resources.devices: this machine has no devices controller");
    }
    return Optional.empty();
  }

  /** Kills every process in the group and below. */
  public void kill(String path) {
    groups.kill(checked(path));
  }

  /**
   * Removes the group from every hierarchy, with what the container made below it; kills what is
   * still in there. One that is not there is fine.
   *
   * @throws dev.jug.linux.SysException if a group stays busy for two seconds
   */
  public void remove(String path) {
    groups.remove(checked(path));
  }

  /** Has the kernel count transfers to disks where it does not by itself; returns at once. */
  public void countBlocks() {
    BlockAccounting.begin(layout);
  }

  /** Whether the kernel killed a process of the group for want of memory. */
  public boolean outOfMemory(String path) {
    return kills(path) > 0;
  }

  /** How many processes of the group the kernel has killed for want of memory. */
  public long kills(String path) {
    return OomCounter.of(layout, checked(path)).map(OomCounter::kills).orElse(0L);
  }

  /** Those of them that the kernel's log still has, the latest last. */
  public List<OomVictim> victims(String path) {
    return OomVictim.of(checked(path));
  }

  /**
   * Begins to watch how much of its memory limit a group uses.
   *
   * @param percent of the limit, 1 … 100
   * @return empty if it has no limit, or the machine counts no memory
   * @throws dev.jug.linux.SysException if there is no such group
   */
  public Optional<UseWatch> watchUse(String path, int percent) {
    return MemoryGauge.of(layout, checked(path)).flatMap(gauge -> UseWatch.of(gauge, percent));
  }

  /** The processes in the group and below. */
  public List<Integer> processes(String path) {
    return groups.processes(checked(path));
  }

  /** Names of the groups right under a parent, in whichever hierarchy they are left. */
  public List<String> children(String parent) {
    return groups.children(checked(parent));
  }

  /**
   * Changes limits of a group in use; those that are not named stay. Returns when all is written;
   * if one cannot be, what was written before is taken back where that can be done.
   *
   * @throws InvalidSpecException if a limit makes no sense, or the machine lacks its controller
   * @throws CgroupException if the kernel refuses; the message names field, file and reason
   */
  public void update(String path, Resources resources) {
    demand(path);
    new GroupUpdate(layout, path).apply(resources);
  }

  /**
   * Moves a container's processes from its group to a new one with these limits, and removes the
   * old one. They stop meanwhile. Memory that they have stays with the old group's parent until it
   * is given back.
   *
   * @param from may be empty already: what was cut off is completed
   * @param stopped whether they are frozen afterwards
   * @throws CgroupException if the kernel refuses; they are where they were then
   * @throws InvalidSpecException if it made groups of its own, or a limit makes no sense
   */
  public void move(String from, String to, Resources resources, boolean stopped) {
    prepareAbove(to);
    new GroupMove(layout, groups).run(checked(from), to, setup(to, resources), stopped);
  }

  /**
   * Whether limits make sense here, before anything is made.
   *
   * @throws InvalidSpecException if not
   */
  void check(String path, Resources resources) {
    var current = new CurrentLimits(layout, checked(path));
    new ResourceWrites(layout, path).of(current.complete(resources));
  }

  /** Puts a process into a group that somebody else made for it, and gives the group its limits. */
  void enter(String path, int pid, Resources resources) {
    shared.makeLegacy(checked(path));
    new GroupUpdate(layout, path).begin(resources);
    for (var hierarchy : layout.legacy()) {
      GroupFile.enter(hierarchy.group(path), pid);
    }
  }

  /**
   * Stops every process of the group and below; returns when the last has stopped.
   *
   * @throws CgroupException if that takes more than two seconds; they go on then
   */
  public void freeze(String path) {
    freezer(path).freeze();
  }

  /**
   * Lets the processes of the group go on; returns when they do.
   *
   * @throws CgroupException if it is frozen from above
   */
  public void thaw(String path) {
    freezer(path).thaw();
  }

  /** Whether every process of the group has stopped. */
  public boolean frozen(String path) {
    return freezer(path).isFrozen();
  }

  private Freezer freezer(String path) {
    demand(path);
    return new Freezer(layout, path);
  }

  /**
   * What the group and those below it have used.
   *
   * @throws CgroupException if there is no such group
   */
  public GroupStats stats(String path) {
    demand(path);
    return GroupStats.read(controller -> files(path, controller));
  }

  /** Where the group's files of a controller are; empty if the machine has no such controller. */
  public Optional<StatsDirectory> files(String path, String controller) {
    return layout.isUnified(controller)
        ? layout.unified().map(h -> new StatsDirectory(h.group(path), true))
        : layout.legacy(controller).map(h -> new StatsDirectory(h.group(path), false));
  }

  /**
   * Begins to watch for processes of the group that the kernel kills for want of memory.
   *
   * @throws CgroupException if there is no such group, or the machine has no memory controller
   */
  public OomWatch watchMemory(String path) {
    demand(path);
    return OomCounter.of(layout, path)
        .map(OomWatch::of)
        .orElseThrow(
            () -> new CgroupException("cgroup " + path + ": this machine counts no memory"));
  }

  /**
   * The group's directories, by controller as state documents have them: a version 1 hierarchy
   * without controllers by its name, such as {@code name=systemd}, version 2 by an empty name.
   */
  public Map<String, Path> directoriesByController(String path) {
    checked(path);
    var all = new LinkedHashMap<String, Path>();
    for (var hierarchy : layout.legacy()) {
      hierarchy.controllers().forEach(name -> all.put(name, hierarchy.group(path)));
    }
    layout.unified().ifPresent(hierarchy -> all.put("", hierarchy.group(path)));
    return all;
  }

  private void demand(String path) {
    if (!groups.isThere(checked(path))) {
      throw new CgroupException("cgroup " + path + " is not there");
    }
  }

  private static String checked(String path) {
    boolean plain =
        path.startsWith("/")
            && path.length() > 1
            && Path.of(path).normalize().toString().equals(path);
    if (!plain) {
      throw new InvalidSpecException(
          "linux.cgroupsPath: \"" + path + "\" is not an absolute path without . and ..");
    }
    return path;
  }
}
