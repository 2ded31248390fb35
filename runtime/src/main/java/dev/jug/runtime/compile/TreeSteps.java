package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.Propagation;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.Optional;

/** Trees of mounts that are held by a descriptor until they are put in their place. */
final class TreeSteps {
  private static final int ATTRIBUTE_BYTES = 32;
  private static final int PROPAGATION_OFFSET = 16;
  private static final int NAMESPACE_OFFSET = 24;
  private static final long IDMAP = 0x100000;

  private final PlanBuilder plan;
  private final Slot tree;

  TreeSteps(PlanBuilder plan) {
    this.plan = plan;
    this.tree = plan.slot("tree");
  }

  /** The tree that is being worked on. */
  Slot tree() {
    return tree;
  }

  /** Sets attributes and propagation in one call (mount_setattr(2)); none for nothing. */
  Optional<Op> change(
      Slot mount, Depth depth, AttributeChange change, Optional<Propagation> propagation) {
    return change.isEmpty() && propagation.isEmpty()
        ? Optional.empty()
        : Optional.of(attributes(mount, depth, change, propagation));
  }

  Op attributes(
      Slot mount, Depth depth, AttributeChange change, Optional<Propagation> propagation) {
    var shown =
        "{set 0x%x, clear 0x%x%s}"
            .formatted(
                change.set(), change.clear(), propagation.map(p -> ", " + p.flagName()).orElse(""));
    return attributes(
        mount,
        depth,
        block(change, shown)
            .put(PROPAGATION_OFFSET, 8, propagation.map(Propagation::flag).orElse(0L)));
  }

  /** Shows ids as a user namespace maps them, before anybody has seen the tree. */
  Op mapIds(Depth depth, Slot namespace) {
    return mapIds(tree, depth, namespace);
  }

  Op mapIds(Slot mount, Depth depth, Slot namespace) {
    var block = block(new AttributeChange(IDMAP, 0), "{set MOUNT_ATTR_IDMAP, " + namespace + "}");
    plan.store(block, NAMESPACE_OFFSET, 8, var(namespace));
    return attributes(mount, depth, block);
  }

  private static Block block(AttributeChange change, String shown) {
    return Block.struct(ATTRIBUTE_BYTES, shown).put(0, 8, change.set()).put(8, 8, change.clear());
  }

  private Op attributes(Slot mount, Depth depth, Block block) {
    return plan.call(
        Call.MOUNT_SETATTR,
        var(mount),
        Flag.EMPTY,
        depth == Depth.TREE ? Flag.WHOLE_TREE : Flag.THIS_MOUNT,
        Arg.at(block),
        num(ATTRIBUTE_BYTES));
  }

  /** Puts the tree onto an open target. */
  Op moveTo(Slot target) {
    var move =
        plan.call(Call.MOVE_MOUNT, var(tree), Flag.EMPTY, var(target), Flag.EMPTY, Flag.MOVE);
    plan.call(Call.CLOSE, var(tree));
    return move;
  }

  /** Keeps the tree's descriptor for the child; there are fewer slots than mounts. */
  Block keep(String name) {
    var kept = Block.room(8, name);
    plan.store(kept, 0, 8, var(tree));
    return kept;
  }

  /** Takes a tree that was kept. */
  void take(Block kept) {
    plan.load(kept, 0, 8, tree);
  }
}
