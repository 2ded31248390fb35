package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container's view of its cgroup. In a cgroup namespace a hierarchy that is mounted shows the
 * container's own group as its root; without one the group itself is bound, which shows the same.
 */
final class CgroupMountSteps {
  private record Kept(int index, CgroupView view) {}

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final TreeSteps trees;
  private final MountScene scene;
  private final boolean namespace;
  private final Map<Kept, Block> groups = new HashMap<>();

  CgroupMountSteps(PlanBuilder plan, RootedSteps rooted, TreeSteps trees, MountScene scene) {
    this.plan = plan;
    this.rooted = rooted;
    this.trees = trees;
    this.scene = scene;
    this.namespace = scene.has(NamespaceKind.CGROUP);
  }

  /** In the launcher, once the groups are there: takes those that are to be bound. */
  void open(MountItem item) {
    if (namespace) {
      return;
    }
    for (var view : views(item)) {
      group(view)
          .ifPresent(group -> {
            plan.call(Call.OPEN_TREE, Flag.CWD, plan.text(group.toString()), Flag.CLONE_MOUNT)
                .into(trees.tree());
            trees.attributes(
                trees.tree(),
                Depth.MOUNT,
                item.options().attributes(),
                Optional.of(Propagation.PRIVATE));
            groups.put(new Kept(item.index(), view), trees.keep("group " + view.name()));
          });
    }
  }

  /** The container's group in this hierarchy. */
  private Optional<Path> group(CgroupView view) {
    var setup = scene.cgroup();
    return Stream.concat(setup.joins().stream().map(Path::getParent), setup.unified().stream())
        .filter(group -> group != null && group.startsWith(view.mount()))
        .findFirst();
  }

  private List<CgroupView> views(MountItem item) {
    var all = scene.machine().cgroups();
    if (!item.is("cgroup2")) {
      return all;
    }
    var unified = all.stream().filter(view -> "cgroup2".equals(view.type())).toList();
    if (unified.isEmpty()) {
      throw new InvalidSpecException(
          item.field("type") + ": this machine has no cgroup2; use the type cgroup");
    }
    return unified;
  }

  void mount(MountItem item) {
    var views = views(item);
    var target = rooted.directory(item.target());
    if (item.is("cgroup2") || (views.size() == 1 && views.getFirst().name().isEmpty())) {
      show(item, views.getFirst(), target);
      rooted.close();
    } else {
      plan.call(Call.FCHDIR, var(target));
      rooted.close();
      several(item, views);
    }
    afterwards(item);
  }

  private void afterwards(MountItem item) {
    var options = item.options();
    if (!options.treeAttributes().isEmpty() || options.propagation().isPresent()) {
      var mounted = rooted.location(item.target());
      trees.change(mounted, Depth.TREE, options.treeAttributes(), options.propagation());
      rooted.close();
    }
  }

  private void show(MountItem item, CgroupView view, Slot target) {
    if (namespace) {
      plan.call(Call.FCHDIR, var(target));
      plan.call(
          Call.MOUNT,
          plan.text("cgroup"),
          plan.text("."),
          plan.text(view.type()),
          MountFlags.arg(item.options().flags()),
          view.data().isEmpty() ? Flag.NULL : plan.text(view.data()));
    } else {
      trees.take(Objects.requireNonNull(groups.get(new Kept(item.index(), view))));
      trees.moveTo(target);
    }
  }

  /** A small tmpfs with a directory for each hierarchy, as systemd and Docker lay it out on v1. */
  private void several(MountItem item, List<CgroupView> views) {
    long writable = item.options().flags() & ~MountOptions.MS_RDONLY;
    plan.call(
        Call.MOUNT,
        plan.text("tmpfs"),
        plan.text("."),
        plan.text("tmpfs"),
        MountFlags.arg(writable),
        plan.text(scene.labelled("mode=755,size=64k")));
    var top = plan.slot("cgroups");
    rooted.open(item.target(), Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(top);
    for (var view : views) {
      if (namespace || groups.containsKey(new Kept(item.index(), view))) {
        one(item, view, top);
      }
    }
    if ((item.options().flags() & MountOptions.MS_RDONLY) != 0) {
      trees.change(top, Depth.MOUNT, AttributeChange.READ_ONLY, Optional.empty());
    }
    plan.call(Call.CLOSE, var(top));
  }

  private void one(MountItem item, CgroupView view, Slot top) {
    plan.call(Call.MKDIRAT, var(top), plan.text(view.name()), mode(0755));
    var target = plan.slot("target");
    plan.call(Call.OPENAT, var(top), plan.text(view.name()), Flag.LOCATION, Flag.ZERO).into(target);
    show(item, view, target);
    rooted.close();
    for (var link : view.links()) {
      plan.call(Call.SYMLINKAT, plan.text(view.name()), var(top), plan.text(link))
          .accept(Errno.EEXIST);
    }
  }
}
