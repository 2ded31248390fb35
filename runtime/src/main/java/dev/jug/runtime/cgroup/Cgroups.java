package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param path the group, such as {@code /jug/ID}, the same in all hierarchies
   * @throws InvalidSpecException if a limit makes no sense, or the machine lacks its controller
   */
  public CgroupSetup setup(String path, Resources resources) {
    checked(path);
    var directories = new ArrayList<Path>();
    for (var hierarchy : layout.legacy()) {
      directories.add(hierarchy.group(path));
    }
    layout.unified().ifPresent(hierarchy -> directories.add(hierarchy.group(path)));
    return new CgroupSetup(
        directories,
        writes(path, resources),
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
    layout
        .legacy("devices")
        .ifPresent(h ->
            writes.addAll(
                DeviceRules.legacy(h.group(path), DefaultDevices.with(resources.devices()))));
    return writes;
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

  /** Whether the kernel killed a process of the group for want of memory. */
  public boolean outOfMemory(String path) {
    return groups.outOfMemory(checked(path));
  }

  /** The processes in the group and below. */
  public List<Integer> processes(String path) {
    return groups.processes(checked(path));
  }

  /** Names of the groups right under a parent, in whichever hierarchy they are left. */
  public List<String> children(String parent) {
    return groups.children(checked(parent));
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
