package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * File systems of the kernel. Each is mounted on {@code "."} after fchdir(2) to a target that was
 * opened inside the root: no path is looked at twice.
 */
final class FileSystemSteps {
  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final TreeSteps trees;
  private final MountScene scene;
  private final Underlay underlay;
  private final List<String> laterReadOnly = new ArrayList<>();

  FileSystemSteps(
      PlanBuilder plan, RootedSteps rooted, TreeSteps trees, MountScene scene, Underlay underlay) {
    this.plan = plan;
    this.rooted = rooted;
    this.trees = trees;
    this.scene = scene;
    this.underlay = underlay;
  }

  void mount(MountItem item) {
    var target =
        item.hasOwnPlace() ? rooted.ownDirectory(item.target()) : rooted.directory(item.target());
    plan.call(Call.FCHDIR, var(target));
    var data = data(item);
    plan.call(
            Call.MOUNT,
            plan.text(item.source().isEmpty() ? item.type() : item.source()),
            plan.text("."),
            plan.text(item.type()),
            MountFlags.arg(flags(item)),
            data.isEmpty() ? Flag.NULL : plan.text(data))
        .hint(hint(item.type()));
    if (item.options().copyUp()) {
      new CopyUpSteps(plan, rooted, scene).copy(item, underlay.entries(item));
    }
    rooted.close();
    afterwards(item);
  }

  /** A tmpfs is filled by what is mounted and made in it, so it becomes read-only at the end. */
  private long flags(MountItem item) {
    if (item.is("tmpfs") && (item.options().flags() & MountOptions.MS_RDONLY) != 0) {
      laterReadOnly.add(item.target());
      return item.options().flags() & ~MountOptions.MS_RDONLY;
    }
    return item.options().flags();
  }

  private String data(MountItem item) {
    var data = item.options().data();
    return switch (item.type()) {
      case "proc", "sysfs", "mqueue" -> data;
      case "tmpfs" -> scene.labelled(underlay.completed(item, data));
      default -> scene.labelled(data);
    };
  }

  private static String hint(String type) {
    return switch (type) {
      case "sysfs" ->
          "only who owns the network namespace may mount sysfs: give the container a network"
              + " namespace, or bind the host's /sys (type bind, options rbind and ro)";
      case "proc" -> "only who owns the pid namespace may mount proc: give the container one";
      default -> "";
    };
  }

  private void afterwards(MountItem item) {
    var options = item.options();
    boolean labels = item.is("mqueue") && scene.label().isPresent();
    if (options.treeAttributes().isEmpty() && options.propagation().isEmpty() && !labels) {
      return;
    }
    var mounted = rooted.location(item.target());
    trees.change(mounted, Depth.TREE, options.treeAttributes(), options.propagation());
    if (labels) {
      label(mounted, scene.label().get());
    }
    rooted.close();
  }

  /** A message queue file system takes no context option, but its root takes a label. */
  private void label(Slot mounted, String label) {
    plan.call(Call.FCHDIR, var(mounted));
    var length = label.getBytes(StandardCharsets.UTF_8).length;
    var name = plan.text("security.selinux");
    plan.call(Call.SETXATTR, plan.text("."), name, plan.text(label), num(length), Flag.ZERO);
  }

  /** Once nothing more is made in them. */
  void finish() {
    for (var destination : laterReadOnly) {
      plan.because("mounts: " + destination + " is complete, and read-only from here on");
      var mounted = rooted.location(destination);
      trees.change(mounted, Depth.MOUNT, AttributeChange.READ_ONLY, Optional.empty());
      rooted.close();
    }
  }
}
