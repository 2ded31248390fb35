package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.mount.Propagation;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.Optional;

/** Entries of the spec's mounts that change a mount which is there. */
final class ChangeSteps {
  private static final String MISSING = "there must be a mount at the destination";

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final TreeSteps trees;

  ChangeSteps(PlanBuilder plan, RootedSteps rooted, TreeSteps trees) {
    this.plan = plan;
    this.rooted = rooted;
    this.trees = trees;
  }

  /** Other options for a file system that is mounted (mount(2), MS_REMOUNT). */
  void remount(MountItem item) {
    var options = item.options();
    var mounted = rooted.location(item.target());
    plan.call(Call.FCHDIR, var(mounted));
    plan.call(
            Call.MOUNT,
            plan.text(item.source()),
            plan.text("."),
            plan.text(item.type()),
            MountFlags.arg(options.flags() | MountOptions.MS_REMOUNT),
            options.data().isEmpty() ? Flag.NULL : plan.text(options.data()))
        .hint(MISSING);
    change(mounted, Depth.TREE, options.treeAttributes(), options.propagation());
    rooted.close();
  }

  /** Other attributes for a mount that is there; what is not named stays. */
  void change(MountItem item) {
    var options = item.options();
    var mounted = rooted.location(item.target());
    change(mounted, Depth.MOUNT, options.attributes(), Optional.empty());
    change(mounted, Depth.TREE, options.treeAttributes(), Optional.empty());
    change(mounted, options.propagationDepth(), AttributeChange.NONE, options.propagation());
    rooted.close();
  }

  private void change(
      Slot mounted, Depth depth, AttributeChange change, Optional<Propagation> propagation) {
    trees.change(mounted, depth, change, propagation).ifPresent(op -> op.hint(MISSING));
  }
}
