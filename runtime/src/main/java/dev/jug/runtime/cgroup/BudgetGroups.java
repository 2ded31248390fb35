package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.stats.GroupStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Groups with limits of their own, which hold groups of containers, and processes that belong to no
 * container. Those are in a leaf of their own, {@value #LEAF}: version 2 has no processes beside
 * groups with controllers ("No Internal Process Constraint" in admin-guide/cgroup-v2.rst). Nothing
 * here ends a process.
 */
public final class BudgetGroups {
  /** Name of the group of processes. */
  public static final String LEAF = "own";

  /** A process stays where it is in hierarchies that count and limit nothing of these. */
  private static final Set<String> COUNTED =
      Set.of("cpu", "cpuacct", "cpuset", "memory", "pids", "io", "blkio", "hugetlb", "rdma");

  private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{64}");

  private final Cgroups cgroups;
  private final CgroupLayout layout;
  private final SharedGroup shared;

  public BudgetGroups(Cgroups cgroups) {
    this.cgroups = cgroups;
    this.layout = cgroups.layout();
    this.shared = new SharedGroup(layout);
  }

  private Stream<Hierarchy> everywhere() {
    return Stream.concat(layout.legacy().stream(), layout.unified().stream());
  }

  private Stream<Hierarchy> counted() {
    return everywhere().filter(h -> h.controllers().stream().anyMatch(COUNTED::contains));
  }

  /** Whether the group is in all hierarchies. */
  public boolean isThere(String path) {
    return everywhere().allMatch(h -> Files.isDirectory(h.group(path + "/" + LEAF)));
  }

  /**
   * Makes the group with its limits, as far as it is not there; what is above it must be.
   *
   * @throws CgroupException if the kernel refuses; nothing is left of it then
   * @throws dev.jug.oci.runtime.InvalidSpecException if a limit makes no sense here
   */
  public void make(String path, Resources limits) {
    cgroups.check(path, limits);
    boolean fresh = everywhere().noneMatch(h -> Files.isDirectory(h.group(path)));
    try {
      shared.prepare(path);
      update(path, limits);
      shared.makeLegacy(path + "/" + LEAF);
      if (layout.unified().isPresent()) {
        Files.createDirectories(layout.unified().get().group(path + "/" + LEAF));
      }
    } catch (IOException | UncheckedIOException | CgroupException e) {
      if (fresh) {
        remove(path);
      }
      throw e instanceof CgroupException known
          ? known
          : new CgroupException("cgroup " + path + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** Changes limits, as {@link Cgroups#update}. */
  public void update(String path, Resources limits) {
    var cpu = limits.cpu();
    var sets =
        layout
            .legacy("cpuset")
            .filter(_ -> cpu != null && (cpu.cpus() != null || cpu.mems() != null))
            .map(h -> LegacyCpuset.of(h.group(path), Objects.requireNonNull(cpu)));
    sets.ifPresent(LegacyCpuset::shrink);
    cgroups.update(path, limits);
    sets.ifPresent(LegacyCpuset::grow);
  }

  /**
   * Removes the group; one that is not there is fine.
   *
   * @throws CgroupException if anything is in it
   */
  public void remove(String path) {
    for (var hierarchy : everywhere().toList()) {
      removeOne(hierarchy.group(path + "/" + LEAF));
      removeOne(hierarchy.group(path));
    }
  }

  /** The kernel needs a moment after the last process before a group counts as empty. */
  private static void removeOne(Path group) {
    var why = new IOException[1];
    boolean gone =
        Patience.until(
            10,
            () -> {
              try {
                Files.deleteIfExists(group);
                return true;
              } catch (IOException e) {
                why[0] = e;
                return !isBusy(e, group);
              }
            });
    if (!gone || (why[0] != null && Files.exists(group))) {
      throw new CgroupException("cgroup " + group + " is in use", why[0]);
    }
  }

  /** Groups below do not go by themselves, so there is nothing to wait for. */
  private static boolean isBusy(IOException why, Path group) {
    if (why instanceof DirectoryNotEmptyException) {
      return false;
    }
    try (var below = Files.newDirectoryStream(group, Files::isDirectory)) {
      return !below.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Names of the groups right below, but for that of processes. */
  public List<String> children(String path) {
    return cgroups.children(path).stream().filter(name -> !name.equals(LEAF)).toList();
  }

  /**
   * Removes groups of containers that nobody knows any more, and kills what is in them.
   *
   * @param known names of those that stay
   */
  public void releaseAllBut(String path, Set<String> known) {
    for (var name : children(path)) {
      if (CONTAINER.matcher(name).matches() && !known.contains(name)) {
        cgroups.remove(path + "/" + name);
      }
    }
  }

  /** The processes right in it, those of no container. */
  public List<Integer> processes(String path) {
    return cgroups.processes(path + "/" + LEAF);
  }

  /** What the group and those below it have used; empty if it is not there. */
  public Optional<GroupStats> stats(String path) {
    try {
      return Optional.of(cgroups.stats(path));
    } catch (CgroupException _) {
      return Optional.empty();
    }
  }

  /** How many processes of the group the kernel has killed for want of memory. */
  public long memoryKills(String path) {
    return OomCounter.of(layout, path).map(OomCounter::kills).orElse(0L);
  }

  /**
   * What tells the group from another of the same path, before it or after it; empty if it is not
   * there. Machines give these numbers anew after a restart.
   */
  public String identity(String path) {
    return counted()
        .map(h -> h.group(path))
        .filter(Files::isDirectory)
        .findFirst()
        .map(BudgetGroups::inode)
        .orElse("");
  }

  private static String inode(Path group) {
    try {
      return String.valueOf(Files.getAttribute(group, "unix:ino"));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Moves a process, and what it starts from now on, into the group.
   *
   * @return where it was
   * @throws CgroupException if there is no such process, or it cannot be moved; it is where it was
   *     then
   */
  public ProcessPlace attach(String path, int pid) {
    var before = ProcessPlace.of(pid);
    try {
      for (var hierarchy : counted().toList()) {
        GroupFile.enter(hierarchy.group(path + "/" + LEAF), pid);
      }
    } catch (CgroupException e) {
      detach(pid, before);
      throw e;
    }
    return before;
  }

  /** Moves a process back; to the root of a hierarchy whose group is not there any more. */
  public void detach(int pid, ProcessPlace place) {
    for (var hierarchy : counted().toList()) {
      var group = place.in(hierarchy).map(hierarchy::group).filter(Files::isDirectory);
      try {
        GroupFile.enter(group.orElse(hierarchy.mount()), pid);
      } catch (CgroupException e) {
        if (Files.exists(Path.of("/proc", Integer.toString(pid)))) {
          throw e;
        }
      }
    }
  }
}
