package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The container's root: put together in its own mount namespace, over its state directory, and made
 * the root by pivot_root(2), after which the host's tree is not reachable from it by any name.
 */
final class RootSteps {
  private static final long MS_REC = 0x4000;
  private static final long MS_MOVE = 0x2000;

  private final PlanBuilder plan;
  private final MountSteps mounts;
  private final Slot rootfs;
  private final Slot state;

  RootSteps(PlanBuilder plan, RootedSteps rooted, MountSteps mounts) {
    this.plan = plan;
    this.mounts = mounts;
    this.rootfs = rooted.rootfs();
    this.state = plan.slot("state");
  }

  /**
   * In the launcher: a directory is opened while every right is there; an overlay is mounted by the
   * child, unless the child will lack the rights.
   *
   * @param ids whether a directory's ids are mapped
   */
  void open(RootSource source, boolean ids) {
    plan.because("root: the child starts where its root is to be put together");
    plan.call(Call.FCHDIR, var(state));
    switch (source) {
      case RootSource.Directory(var path) -> {
        plan.because("root: " + path);
        plan.call(Call.OPEN_TREE, Flag.CWD, plan.text(path.toString()), Flag.CLONE_TREE)
            .into(rootfs);
        if (ids) {
          mounts.mapIds(rootfs);
        }
      }
      case RootSource.Overlay overlay -> {
        if (mapped()) {
          plan.because("root: " + described(overlay) + ", with the ids of linux.uidMappings");
          mounts.layers(overlay, rootfs);
        }
      }
    }
  }

  /**
   * In the child: nothing mounted from here on travels to the host; then the root is put in place.
   */
  void attach(RootSource source, Path point) {
    plan.because("linux.namespaces: mount, nothing travels back to the host");
    var slave = Propagation.SLAVE;
    plan.call(
        Call.MOUNT,
        Flag.NULL,
        plan.text("/"),
        Flag.NULL,
        flags(MS_REC | slave.flag(), "MS_REC|" + slave.flagName()),
        Flag.NULL);
    switch (source) {
      case RootSource.Directory(var path) -> place("root: " + path);
      case RootSource.Overlay overlay -> {
        if (mapped()) {
          place("root: the layers");
        } else {
          overlay(overlay, point);
        }
      }
    }
    var first = mounts.scene().firstPropagation();
    mounts.attributes(rootfs, Depth.TREE, AttributeChange.NONE, first);
  }

  private boolean mapped() {
    return mounts.scene().has(NamespaceKind.USER);
  }

  private void place(String why) {
    plan.because(why);
    plan.call(Call.MOVE_MOUNT, var(rootfs), Flag.EMPTY, Flag.CWD, Flag.EMPTY, Flag.MOVE);
  }

  private void overlay(RootSource.Overlay overlay, Path point) {
    plan.because("root: " + described(overlay));
    plan.call(
        Call.MOUNT,
        plan.text("overlay"),
        plan.text("."),
        plan.text("overlay"),
        Flag.ZERO,
        plan.text(mounts.scene().labelled(options(overlay))));
    plan.call(Call.OPENAT, Flag.CWD, plan.text(point.toString()), Flag.LOCATION, Flag.ZERO)
        .into(rootfs);
  }

  private static String described(RootSource.Overlay overlay) {
    return overlay.lowers().size() + " layers and a layer for changes";
  }

  /** What mount(2) is told of an overlay. */
  static String options(RootSource.Overlay overlay) {
    var lowers = overlay.lowers().stream().map(RootSteps::escape).collect(Collectors.joining(":"));
    return "lowerdir="
        + lowers
        + ",upperdir="
        + escape(overlay.upper())
        + ",workdir="
        + escape(overlay.work())
        + (overlay.volatileUpper() ? ",volatile" : "");
  }

  /** overlayfs separates layers by colons and options by commas. */
  private static String escape(Path path) {
    return path.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
  }

  /**
   * In the child: the new root replaces the old one, which is then let go (pivot_root(2), ".").
   *
   * @param move whether the new root is only moved over the old one
   */
  void pivot(boolean move) {
    if (move) {
      moveOver();
      return;
    }
    plan.because("root: pivot, and let go of the host's tree");
    plan.call(Call.FCHDIR, var(rootfs));
    plan.call(Call.PIVOT_ROOT, plan.text("."), plan.text("."));
    plan.call(Call.UMOUNT2, plan.text("."), Flag.DETACH);
    plan.call(Call.CHDIR, plan.text("/"));
  }

  private void moveOver() {
    plan.because("root: move it over the host's tree, without pivot_root as asked");
    plan.call(Call.FCHDIR, var(rootfs));
    plan.call(
        Call.MOUNT,
        plan.text("."),
        plan.text("/"),
        Flag.NULL,
        flags(MS_MOVE, "MS_MOVE"),
        Flag.NULL);
    plan.call(Call.CHROOT, plan.text("."));
    plan.call(Call.CHDIR, plan.text("/"));
  }
}
