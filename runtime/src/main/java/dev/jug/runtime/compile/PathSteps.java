package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.mount.AttributeChange;
import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.mount.Propagation;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.List;
import java.util.Locale;

/**
 * Masked and read-only paths (config-linux.md). A mount that must fail costs the kernel a grace
 * period, so each path is opened first, and what it is decides what is mounted on it.
 */
final class PathSteps {
  private static final long MS_REC = 0x4000;

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final MountSteps mounts;

  PathSteps(PlanBuilder plan, RootedSteps rooted, MountSteps mounts) {
    this.plan = plan;
    this.rooted = rooted;
    this.mounts = mounts;
  }

  /**
   * Hides paths: a directory under an empty read-only tmpfs, a file under /dev/null. The
   * container's own is taken only if it was made with the container: what an image has by that name
   * may be a link to what is to be hidden (CVE-2025-31133).
   */
  void mask(List<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    plan.because("linux.maskedPaths");
    var nothing = plan.slot("null");
    boolean own = mounts.makesNull();
    if (own) {
      rooted.open("dev/null", Flag.O_PATH, "O_PATH").into(nothing);
    } else {
      plan.call(Call.OPENAT, Flag.CWD, plan.text("/dev/null"), Flag.PLACE, Flag.ZERO).into(nothing);
    }
    for (var path : paths) {
      plan.because("linux.maskedPaths: " + path);
      var asFile = plan.label();
      var done = plan.label();
      rooted
          .open(path, Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY")
          .orGoTo(asFile, Errno.ENOENT, Errno.ENOTDIR);
      plan.call(Call.FCHDIR, var(plan.slot("target")));
      plan.call(
          Call.MOUNT,
          plan.text("tmpfs"),
          plan.text("."),
          plan.text("tmpfs"),
          MountFlags.arg(MountOptions.MS_RDONLY),
          plan.text(mounts.scene().labelled("size=0k,nr_inodes=2")));
      rooted.close();
      plan.goTo(done);
      plan.place(asFile);
      rooted.open(path, Flag.O_PATH, "O_PATH").orGoTo(done, Errno.ENOENT, Errno.ENOTDIR);
      plan.call(Call.OPEN_TREE, var(nothing), Flag.EMPTY, Flag.CLONE_THIS).into(mounts.tree());
      if (!own) {
        mounts.attributes(mounts.tree(), Depth.MOUNT, AttributeChange.NONE, Propagation.PRIVATE);
      }
      mounts.moveTo(plan.slot("target"));
      rooted.close();
      plan.place(done);
    }
    plan.call(Call.CLOSE, var(nothing));
  }

  /** Makes paths read-only, whatever is mounted below them too. */
  void readOnly(List<String> paths) {
    for (var path : paths) {
      plan.because("linux.readonlyPaths: " + path);
      var done = plan.label();
      rooted.open(path, Flag.O_PATH, "O_PATH").orGoTo(done, Errno.ENOENT, Errno.ENOTDIR);
      var target = plan.slot("target");
      plan.call(Call.OPEN_TREE, var(target), Flag.EMPTY, Flag.CLONE_THIS_TREE).into(mounts.tree());
      mounts.attributes(mounts.tree(), Depth.TREE, AttributeChange.READ_ONLY, Propagation.PRIVATE);
      mounts.moveTo(target);
      rooted.close();
      plan.place(done);
    }
  }

  /** Makes the root itself read-only, after everything that had to be made in it. */
  void readOnlyRoot() {
    plan.because("root.readonly");
    var propagation = mounts.scene().firstPropagation();
    mounts.attributes(rooted.rootfs(), Depth.MOUNT, AttributeChange.READ_ONLY, propagation);
  }

  /**
   * Sets kernel parameters of the container's namespaces through its own procfs, checked to be one.
   */
  void sysctl(String name, String value) {
    plan.because("linux.sysctl: " + name);
    var file = plan.slot("file");
    rooted.open("proc/sys/" + name.replace('.', '/'), 1, "O_WRONLY").into(file);
    new ProcCheck(plan).on(file);
    new FileSteps(plan).put(file, value);
    plan.call(Call.CLOSE, var(file));
  }

  /**
   * Propagation of the finished root; private and slave it is from the beginning. It is about the
   * root alone, for each mount has its own, unless the spec says {@code rshared}.
   */
  void propagation(String asked) {
    var kind = Propagation.parse(asked).orElse(Propagation.PRIVATE);
    if (kind == Propagation.PRIVATE || kind == Propagation.SLAVE) {
      return;
    }
    plan.because("linux.rootfsPropagation: " + asked);
    var alone = asked.equals(kind.name().toLowerCase(Locale.ROOT));
    var bits =
        alone
            ? flags(kind.flag(), kind.flagName())
            : flags(kind.flag() | MS_REC, "MS_REC|" + kind.flagName());
    plan.call(Call.MOUNT, Flag.NULL, plan.text("/"), Flag.NULL, bits, Flag.NULL);
  }
}
