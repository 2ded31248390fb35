package dev.jug.runtime.compile;

import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.Propagation;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mounts of the spec, in its order: what the launcher takes from the host for them while it has
 * every right, then what the child makes of it.
 */
final class MountSteps {
  private static final Path DEV = Path.of("/dev");
  private static final Path NULL = DEV.resolve("null");

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final MountScene scene;
  private final TreeSteps trees;
  private final IdMapSteps ids;
  private final MappedLayers mapped;
  private final BindSteps binds;
  private final CgroupMountSteps cgroups;
  private final FileSystemSteps fileSystems;
  private final ChangeSteps changes;
  private final List<MountItem> items;

  MountSteps(PlanBuilder plan, RootedSteps rooted, MountScene scene) {
    this.plan = plan;
    this.rooted = rooted;
    this.scene = scene;
    this.items = MountItem.of(scene.spec().mounts(), scene.root());
    var underlay = new Underlay(scene.root(), items);
    this.trees = new TreeSteps(plan);
    this.ids = new IdMapSteps(plan, scene);
    this.mapped = new MappedLayers(plan, trees, ids, scene);
    this.binds = new BindSteps(plan, rooted, trees, ids);
    this.cgroups = new CgroupMountSteps(plan, rooted, trees, scene);
    this.fileSystems = new FileSystemSteps(plan, rooted, trees, scene, underlay);
    this.changes = new ChangeSteps(plan, rooted, trees);
    new MountRules(scene, underlay).check(items);
  }

  MountScene scene() {
    return scene;
  }

  /** In the launcher: image layers with the ids of a new user namespace. */
  void layers(RootSource.Overlay overlay, Slot rootfs) {
    mapped.mount(overlay, rootfs);
  }

  /** In the launcher: shows a directory's ids as the container's. */
  void mapIds(Slot directory) {
    ids.open();
    trees
        .mapIds(directory, Depth.MOUNT, ids.namespace())
        .hint("the kernel does not map ids for every file system; use --userns host");
  }

  /** In the launcher, once the container's groups are there. */
  void open() {
    for (var item : items) {
      plan.because(item.reason());
      switch (item.kind()) {
        case BIND -> binds.open(item);
        case CGROUP -> cgroups.open(item);
        case FILE_SYSTEM -> mapped.open(item);
        case CHANGE, REMOUNT -> {}
      }
    }
  }

  /** In the child. */
  void attach() {
    for (var item : items) {
      plan.because(item.reason());
      switch (item.kind()) {
        case BIND -> binds.attach(item);
        case CGROUP -> cgroups.mount(item);
        case CHANGE -> changes.change(item);
        case REMOUNT -> changes.remount(item);
        case FILE_SYSTEM -> {
          if (!mapped.attach(item, rooted)) {
            fileSystems.mount(item);
          }
        }
      }
      rooted.covered(item.target());
    }
  }

  /** Whether the container's /dev/null is one that was made there, and nobody else's. */
  boolean makesNull() {
    boolean makes = false;
    for (var item : items) {
      if (!item.isChange() && NULL.startsWith(item.place())) {
        makes = item.place().equals(DEV) && item.is("tmpfs") && !item.options().copyUp();
      }
    }
    return makes;
  }

  /** In the child, once devices are made: nothing more is written to what was mounted. */
  void finish() {
    fileSystems.finish();
  }

  /** Sets attributes and propagation of a mount and of all below it, or of it alone. */
  void attributes(Slot mount, Depth depth, AttributeChange change, Propagation propagation) {
    trees.attributes(mount, depth, change, Optional.of(propagation));
  }

  /** Puts the tree that is being worked on onto an open target. */
  void moveTo(Slot target) {
    trees.moveTo(target);
  }

  Slot tree() {
    return trees.tree();
  }
}
