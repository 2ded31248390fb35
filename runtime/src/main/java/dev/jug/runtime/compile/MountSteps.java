package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.mount.Propagation;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Mounts of the spec. A file system is mounted on {@code "."} after fchdir(2) to a target that was
 * opened inside the root, and a bind mount is moved onto such a target by descriptor: no path is
 * looked at twice.
 */
final class MountSteps {
  private static final int ATTRIBUTE_BYTES = 32;

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final CgroupMountSteps cgroups;
  private final Slot tree;

  MountSteps(PlanBuilder plan, RootedSteps rooted, CgroupMountSteps cgroups) {
    this.plan = plan;
    this.rooted = rooted;
    this.cgroups = cgroups;
    this.tree = plan.slot("tree");
  }

  void mount(int index, Mount mount) {
    var options = MountOptions.parse(mount.options());
    plan.because("mounts[" + index + "]: " + describe(mount, options));
    var type = Objects.requireNonNullElse(mount.type(), "bind");
    if (options.bind() || "bind".equals(type)) {
      bind(mount, options);
    } else if ("cgroup".equals(type) || "cgroup2".equals(type)) {
      cgroups.mount(mount.destination(), options);
    } else {
      fileSystem(mount, type, options);
    }
  }

  private static String describe(Mount mount, MountOptions options) {
    var kind = options.bind() ? "bind of " + mount.source() : mount.type();
    return mount.destination() + " (" + kind + ")";
  }

  private void fileSystem(Mount mount, String type, MountOptions options) {
    var target = rooted.directory(mount.destination());
    plan.call(Call.FCHDIR, var(target));
    plan.call(
        Call.MOUNT,
        plan.text(Objects.requireNonNullElse(mount.source(), type)),
        plan.text("."),
        plan.text(type),
        mountFlags(options.flags()),
        options.data().isEmpty() ? Flag.NULL : plan.text(options.data()));
    options.propagation().ifPresent(p -> here(p.flag(), p.flagName()));
    rooted.close();
  }

  private void here(long flag, String name) {
    plan.call(Call.MOUNT, Flag.NULL, plan.text("."), Flag.NULL, flags(flag, name), Flag.NULL);
  }

  private void bind(Mount mount, MountOptions options) {
    var source = Path.of(Objects.requireNonNullElse(mount.source(), ""));
    if (!Files.exists(source)) {
      throw new InvalidSpecException(
          "mounts: invalid mount for "
              + mount.destination()
              + ": bind source path does not exist: "
              + source);
    }
    clone(source, options);
    var target =
        Files.isDirectory(source)
            ? rooted.directory(mount.destination())
            : rooted.file(mount.destination());
    moveTo(target);
    rooted.close();
  }

  /** The source is cloned with its final flags, so it is never visible without them. */
  private void clone(Path source, MountOptions options) {
    var how = options.recursive() ? Flag.CLONE_TREE : Flag.CLONE_MOUNT;
    plan.call(Call.OPEN_TREE, Flag.CWD, plan.text(source.toString()), how).into(tree);
    var propagation = options.propagation().orElse(Propagation.PRIVATE);
    attributes(
        tree,
        options.recursive() && options.attributesSet() == 0,
        options.attributesSet(),
        options.attributesCleared(),
        propagation);
  }

  /** Sets attributes and propagation of a mount in one call (mount_setattr(2)). */
  Op attributes(Slot mount, boolean recursive, long set, long clear, Propagation propagation) {
    var shown =
        "{set 0x"
            + Long.toHexString(set)
            + ", clear 0x"
            + Long.toHexString(clear)
            + ", "
            + propagation.flagName()
            + "}";
    var attributes =
        Block.struct(ATTRIBUTE_BYTES, shown)
            .put(0, 8, set)
            .put(8, 8, clear)
            .put(16, 8, propagation.flag());
    return plan.call(
        Call.MOUNT_SETATTR,
        var(mount),
        Flag.EMPTY,
        recursive ? Flag.WHOLE_TREE : Flag.THIS_MOUNT,
        Arg.at(attributes),
        num(ATTRIBUTE_BYTES));
  }

  /** Puts the detached tree onto an open target. */
  void moveTo(Slot target) {
    plan.call(Call.MOVE_MOUNT, var(tree), Flag.EMPTY, var(target), Flag.EMPTY, Flag.MOVE);
    plan.call(Call.CLOSE, var(tree));
  }

  Slot tree() {
    return tree;
  }

  static Arg mountFlags(long bits) {
    var names = new StringBuilder();
    append(names, bits, 1, "MS_RDONLY");
    append(names, bits, 2, "MS_NOSUID");
    append(names, bits, 4, "MS_NODEV");
    append(names, bits, 8, "MS_NOEXEC");
    append(names, bits, 1 << 21, "MS_RELATIME");
    append(names, bits, 1 << 24, "MS_STRICTATIME");
    long rest = bits & ~(15L | 1 << 21 | 1 << 24);
    if (rest != 0) {
      append(names, 1, 1, "0x" + Long.toHexString(rest));
    }
    return flags(bits, names.isEmpty() ? "0" : names.toString());
  }

  private static void append(StringBuilder names, long bits, long bit, String name) {
    if ((bits & bit) != 0) {
      names.append(names.isEmpty() ? "" : "|").append(name);
    }
  }
}
