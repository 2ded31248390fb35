package dev.jug.runtime.compile;

import dev.jug.linux.Call;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Bind mounts. The launcher takes the source, because it may go where a mapped root may not, and
 * because only there the source still is a peer of the host's mount: whether it stays one is for
 * the options to say.
 */
final class BindSteps {
  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final TreeSteps trees;
  private final IdMapSteps ids;
  private final boolean userNamespace;
  private final Map<Integer, Block> sources = new HashMap<>();

  BindSteps(PlanBuilder plan, RootedSteps rooted, TreeSteps trees, IdMapSteps ids) {
    this.plan = plan;
    this.rooted = rooted;
    this.trees = trees;
    this.ids = ids;
    this.userNamespace = ids.scene().has(NamespaceKind.USER);
  }

  /** In the launcher: the source is cloned with its final flags, never visible without them. */
  void open(MountItem item) {
    var source = source(item);
    boolean tree = item.options().bind() == Depth.TREE;
    plan.call(
            Call.OPEN_TREE,
            Flag.CWD,
            plan.text(source.toString()),
            tree ? Flag.CLONE_TREE : Flag.CLONE_MOUNT)
        .into(trees.tree());
    if (item.idMap() != Depth.NONE) {
      ids.map(item, trees);
    }
    if (tree) {
      changeTree(item.options());
    } else {
      changeMount(item.options());
    }
    sources.put(item.index(), trees.keep("source of mounts[" + item.index() + "]"));
  }

  private static Path source(MountItem item) {
    var source = Path.of(item.source());
    if (item.source().isEmpty() || !Files.exists(source)) {
      throw new InvalidSpecException(
          "mounts: invalid mount for "
              + item.destination()
              + ": bind source path does not exist: "
              + source);
    }
    return source;
  }

  private void changeMount(MountOptions options) {
    var propagation = options.propagation().orElse(Propagation.PRIVATE);
    cut(propagation);
    var change = options.attributes().then(options.treeAttributes());
    trees.change(trees.tree(), Depth.MOUNT, change, Optional.of(propagation));
  }

  /**
   * A propagation that is meant for the first mount alone leaves those below it as safe as can be,
   * but they stay shared where the first is shared, as mount(8) has it.
   */
  private void changeTree(MountOptions options) {
    var propagation = options.propagation().orElse(Propagation.PRIVATE);
    boolean single = options.propagationDepth() == Depth.MOUNT;
    cut(propagation);
    if (single && propagation == Propagation.SHARED) {
      trees.change(trees.tree(), Depth.MOUNT, options.attributes(), Optional.of(propagation));
      trees.change(trees.tree(), Depth.TREE, options.treeAttributes(), Optional.empty());
      return;
    }
    boolean last = single && propagation == Propagation.UNBINDABLE;
    trees.change(trees.tree(), Depth.MOUNT, options.attributes(), Optional.empty());
    var rest = last ? Propagation.PRIVATE : propagation;
    trees.change(trees.tree(), Depth.TREE, options.treeAttributes(), Optional.of(rest));
    if (last) {
      trees.change(trees.tree(), Depth.MOUNT, AttributeChange.NONE, Optional.of(propagation));
    }
  }

  /** What a mapped root mounts must not appear on the host; the kernel's own copies do the same. */
  private void cut(Propagation propagation) {
    if (userNamespace && propagation == Propagation.SHARED) {
      trees.change(trees.tree(), Depth.TREE, AttributeChange.NONE, Optional.of(Propagation.SLAVE));
    }
  }

  /** In the child: the source is put in its place. */
  void attach(MountItem item) {
    var target =
        Files.isDirectory(source(item))
            ? rooted.directory(item.target())
            : rooted.file(item.target());
    trees.take(Objects.requireNonNull(sources.get(item.index())));
    trees
        .moveTo(target)
        .hint("a file can be bound onto a file only, and a directory onto a directory");
    rooted.close();
  }
}
