package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.mount.Depth;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
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
 * Image layers for a container with ids of its own. The kernel maps no ids of an overlay, but an
 * overlay of mounts whose ids are mapped shows these: each layer, and the directory that the
 * changes lie in, is mounted once more, detached and mapped. On disk there are the container's ids
 * only, so layers are shared, nothing is ever chowned, and what reads changes reads what the image
 * is to have.
 *
 * <p>The launcher mounts it, for extended attributes named {@code trusted} are not a mapped root's.
 * overlayfs makes its own files as whoever mounted it, and root of the host has no id in there: so
 * the launcher is user 0 of the container to file systems meanwhile (setfsuid(2)).
 */
final class MappedLayers {
  private static final Arg SET_FLAG = flags(0, "FSCONFIG_SET_FLAG");
  private static final Arg SET_STRING = flags(1, "FSCONFIG_SET_STRING");
  private static final Arg SET_FD = flags(5, "FSCONFIG_SET_FD");
  private static final Arg CREATE = flags(6, "FSCONFIG_CMD_CREATE");
  private static final Arg CLOEXEC = flags(1, "CLOEXEC");
  private static final Arg NO_DEVICES = flags(4, "MOUNT_ATTR_NODEV");
  private static final Arg GET_SECUREBITS = flags(27, "PR_GET_SECUREBITS");
  private static final Arg SET_SECUREBITS = flags(28, "PR_SET_SECUREBITS");
  private static final Arg NO_SETUID_FIXUP = flags(4, "SECBIT_NO_SETUID_FIXUP");
  private static final String OLD_KERNEL =
      "a user namespace over image layers needs Linux 6.13; use --userns host";

  private final PlanBuilder plan;
  private final TreeSteps trees;
  private final IdMapSteps ids;
  private final MountScene scene;
  private final Slot layers;
  private final Map<Integer, Block> kept = new HashMap<>();

  MappedLayers(PlanBuilder plan, TreeSteps trees, IdMapSteps ids, MountScene scene) {
    this.plan = plan;
    this.trees = trees;
    this.ids = ids;
    this.scene = scene;
    this.layers = plan.slot("layers");
  }

  /** In the launcher: leaves the mounted root in a slot. */
  void mount(RootSource.Overlay overlay, Slot rootfs) {
    ids.open();
    become(first(scene.linux().uidMappings()), first(scene.linux().gidMappings()));
    plan.call(Call.FSOPEN, plan.text("overlay"), CLOEXEC).into(layers);
    scene.label().ifPresent(label -> set("context", label));
    overlay.lowers().forEach(this::lower);
    changes(overlay);
    if (overlay.volatileUpper()) {
      plan.call(Call.FSCONFIG, var(layers), SET_FLAG, plan.text("volatile"), Flag.NULL, num(0));
    }
    plan.call(Call.FSCONFIG, var(layers), CREATE, Flag.NULL, Flag.NULL, num(0));
    plan.call(Call.FSMOUNT, var(layers), CLOEXEC, NO_DEVICES).into(rootfs);
    plan.call(Call.CLOSE, var(layers));
    become(0, 0);
  }

  /** In the launcher: the same for an overlay among the mounts that asks for it. */
  void open(MountItem item) {
    if (item.idMap() != Depth.NONE) {
      mount(overlay(item), trees.tree());
      kept.put(item.index(), trees.keep("mounts[" + item.index() + "]"));
    }
  }

  private static RootSource.Overlay overlay(MountItem item) {
    var options = new HashMap<String, String>();
    for (var option : item.options().data().split(",", -1)) {
      int equals = option.indexOf('=');
      options.put(equals < 0 ? option : option.substring(0, equals), option.substring(equals + 1));
    }
    var lowers = option(item, options, "lowerdir").split(":");
    return new RootSource.Overlay(
        Stream.of(lowers).map(Path::of).toList(),
        Path.of(option(item, options, "upperdir")),
        Path.of(option(item, options, "workdir")),
        options.containsKey("volatile"));
  }

  private static String option(MountItem item, Map<String, String> options, String name) {
    var value = options.get(name);
    if (value == null) {
      throw new InvalidSpecException(
          item.field("options") + ": an overlay with idmap needs " + name);
    }
    return value;
  }

  /** In the child: puts it in its place; false if it was not made here. */
  boolean attach(MountItem item, RootedSteps rooted) {
    var mounted = kept.get(item.index());
    if (mounted == null) {
      return false;
    }
    var target = rooted.directory(item.target());
    trees.take(mounted);
    trees.change(trees.tree(), Depth.MOUNT, item.options().attributes(), Optional.empty());
    trees.moveTo(target);
    rooted.close();
    return true;
  }

  private void set(String key, String value) {
    plan.call(Call.FSCONFIG, var(layers), SET_STRING, plan.text(key), plan.text(value), num(0));
  }

  private void lower(Path layer) {
    mapped(layer);
    give("lowerdir+", trees.tree());
  }

  /**
   * The mount is gone with its descriptor, and overlayfs copies it only when all is said: the
   * descriptors stay open until the launcher ends or becomes the monitor.
   */
  private void mapped(Path directory) {
    var text = plan.text(directory.toString());
    plan.call(Call.OPEN_TREE, Flag.CWD, text, Flag.CLONE_MOUNT).into(trees.tree());
    trees
        .mapIds(Depth.MOUNT, ids.namespace())
        .hint(
            "the file system below "
                + directory
                + " cannot map ids; keep the engine's state on ext4, xfs, btrfs or tmpfs, or use"
                + " --userns host");
  }

  private Op give(String key, Slot directory) {
    return plan.call(Call.FSCONFIG, var(layers), SET_FD, plan.text(key), Flag.NULL, var(directory))
        .hint(OLD_KERNEL);
  }

  /** overlayfs wants both directories on one mount. */
  private void changes(RootSource.Overlay overlay) {
    var folder = overlay.upper().getParent();
    if (folder == null || !folder.equals(overlay.work().getParent())) {
      throw new InvalidSpecException(
          "root: in a user namespace "
              + overlay.upper()
              + " and "
              + overlay.work()
              + " must be in one directory");
    }
    mapped(folder);
    part("upperdir", overlay.upper());
    part("workdir", overlay.work());
  }

  private void part(String key, Path directory) {
    var part = plan.slot("target");
    var name = plan.text(Objects.requireNonNull(directory.getFileName()).toString());
    plan.call(Call.OPENAT, var(trees.tree()), name, Flag.LOCATION, Flag.ZERO).into(part);
    give(key, part);
    plan.call(Call.CLOSE, var(part));
  }

  /** Changes the ids that file systems see, and no capabilities. */
  private void become(long uid, long gid) {
    var bits = plan.slot("securebits");
    plan.call(Call.PRCTL, GET_SECUREBITS).into(bits);
    plan.call(Call.PRCTL, SET_SECUREBITS, NO_SETUID_FIXUP);
    plan.call(Call.SETFSGID, num(gid));
    plan.call(Call.SETFSUID, num(uid));
    plan.call(Call.PRCTL, SET_SECUREBITS, var(bits));
  }

  /** Of whoever is 0 inside, or of the lowest there is. */
  private static long first(List<IdMapping> map) {
    return map.stream()
        .min((one, other) -> Long.compare(one.containerID(), other.containerID()))
        .map(IdMapping::hostID)
        .orElse(0L);
  }
}
