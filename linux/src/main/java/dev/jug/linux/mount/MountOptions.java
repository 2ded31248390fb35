package dev.jug.linux.mount;

import dev.jug.linux.mount.MountOption.Bit;
import dev.jug.linux.mount.MountOption.Sharing;
import dev.jug.linux.mount.MountOption.TreeBit;
import dev.jug.linux.mount.MountOption.Word;
import java.util.List;
import java.util.Optional;

/**
 * Mount options, sorted into what mount(2) and mount_setattr(2) take as bits, what needs calls of
 * its own, and what goes to the file system as text.
 *
 * @param flags bits of mount(2)
 * @param attributes what changes about the mount
 * @param treeAttributes what changes about the mount and all below it, after {@code attributes}
 * @param propagation the last that was asked for, if any
 * @param propagationDepth {@link Depth#TREE} for {@code rslave} and its like
 * @param bind whether this is a bind mount, and whether it takes along what is mounted below
 * @param remount whether an existing mount is changed
 * @param idMap whether ids are mapped, and whether below the mount too
 * @param copyUp whether a new tmpfs begins with the content of what it covers
 * @param data the remaining options, joined by commas
 */
public record MountOptions(
    long flags,
    AttributeChange attributes,
    AttributeChange treeAttributes,
    Optional<Propagation> propagation,
    Depth propagationDepth,
    Depth bind,
    boolean remount,
    Depth idMap,
    boolean copyUp,
    String data) {
  /** mount(2): read-only. */
  public static final long MS_RDONLY = 1;

  /** mount(2): change an existing mount. */
  public static final long MS_REMOUNT = 32;

  /** The names of all options that are not a file system's own, sorted. */
  public static List<String> names() {
    return MountOptionTable.options().keySet().stream().sorted().toList();
  }

  /** Sorts a list of options; those it does not know are the file system's own. */
  public static MountOptions parse(List<String> options) {
    var sorter = new Sorter();
    for (var name : options) {
      var option = MountOptionTable.options().get(name);
      if (option != null) {
        sorter.take(option);
      } else if (!name.isEmpty()) {
        sorter.data.append(sorter.data.isEmpty() ? "" : ",").append(name);
      }
    }
    return sorter.sorted();
  }

  /** Collects; later options win over earlier ones. */
  private static final class Sorter {
    private final StringBuilder data = new StringBuilder();
    private long flags;
    private AttributeChange attributes = AttributeChange.NONE;
    private AttributeChange tree = AttributeChange.NONE;
    private Optional<Propagation> propagation = Optional.empty();
    private Depth propagationDepth = Depth.NONE;
    private Depth bind = Depth.NONE;
    private Depth idMap = Depth.NONE;
    private boolean remount;
    private boolean copyUp;

    void take(MountOption option) {
      switch (option) {
        case Bit(var flag, var bit, var mask, var clears) -> {
          flags = clears ? flags & ~flag : flags | flag;
          attributes = attributes.with(bit, mask, clears);
        }
        case TreeBit(var bit, var mask, var clears) -> tree = tree.with(bit, mask, clears);
        case Sharing(var kind, var depth) -> {
          propagation = Optional.of(kind);
          propagationDepth = depth;
        }
        case Word word -> take(word);
      }
    }

    private void take(Word word) {
      switch (word) {
        case BIND -> bind = bind == Depth.TREE ? Depth.TREE : Depth.MOUNT;
        case RBIND -> bind = Depth.TREE;
        case IDMAP -> idMap = Depth.MOUNT;
        case RIDMAP -> idMap = Depth.TREE;
        case REMOUNT -> remount = true;
        case TMPCOPYUP -> copyUp = true;
        case DEFAULTS -> {}
      }
    }

    MountOptions sorted() {
      return new MountOptions(
          flags,
          attributes,
          tree,
          propagation,
          propagationDepth,
          bind,
          remount,
          idMap,
          copyUp,
          data.toString());
    }
  }
}
