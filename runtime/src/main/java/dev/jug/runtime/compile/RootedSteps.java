package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.fs.Rooted;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Paths inside the container's root file system. Every one is resolved by openat2(2) with
 * RESOLVE_IN_ROOT: a symbolic link in the image, or one that somebody swaps in meanwhile, leads
 * nowhere outside (the attack of CVE-2021-30465).
 */
final class RootedSteps {
  private static final int HOW_BYTES = 24;
  private static final int O_CREAT = 0x40;
  private static final int NO_SYMLINKS = 0x04;

  private final PlanBuilder plan;
  private final Slot rootfs;
  private final Slot parent;
  private final Slot target;
  private final Set<String> made = new HashSet<>();

  RootedSteps(PlanBuilder plan) {
    this.plan = plan;
    this.rootfs = plan.slot("rootfs");
    this.parent = plan.slot("parent");
    this.target = plan.slot("target");
  }

  Slot rootfs() {
    return rootfs;
  }

  /** Opens a path; the result is the slot {@code target} unless the caller says otherwise. */
  Op open(String path, int flags, String flagNames) {
    return open(path, how(flags, flagNames, 0, ""));
  }

  private Op open(String path, Block how) {
    return plan.call(
            Call.OPENAT2, var(rootfs), plan.text(relative(path)), Arg.at(how), num(HOW_BYTES))
        .into(target);
  }

  private static Block how(int flags, String flagNames, int resolve, String resolveName) {
    return Block.struct(
            HOW_BYTES,
            "{" + flagNames + ", RESOLVE_IN_ROOT|RESOLVE_NO_MAGICLINKS" + resolveName + "}")
        .put(0, 8, flags | Flag.O_CLOEXEC)
        .put(16, 8, Rooted.RESOLVE_IN_ROOT | Rooted.RESOLVE_NO_MAGICLINKS | resolve);
  }

  /** Opens whatever is at a path as a location. */
  Slot location(String path) {
    open(path, Flag.O_PATH, "O_PATH");
    return target;
  }

  /** Opens a directory as a location, making it and its parents if they are missing. */
  Slot directory(String path) {
    makeDirectories(path);
    open(path, Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY")
        .hint("there must be a directory in the root file system, or room to make one");
    return target;
  }

  /** The same for a directory that has to be where its name says: symbolic links are refused. */
  Slot ownDirectory(String path) {
    makeDirectories(path);
    int flags = Flag.O_PATH | Flag.O_DIRECTORY;
    open(path, how(flags, "O_PATH|O_DIRECTORY", NO_SYMLINKS, "|RESOLVE_NO_SYMLINKS"))
        .hint("there must be a directory in the image, not a symbolic link, or room to make one");
    return target;
  }

  /**
   * Opens a file as a location, making it (empty) and its parents if they are missing; a symbolic
   * link to nowhere is followed to where it points inside the root.
   */
  Slot file(String path) {
    var missing = plan.label();
    var found = plan.label();
    open(path, Flag.O_PATH, "O_PATH").orGoTo(missing, Errno.ENOENT);
    plan.goTo(found);
    plan.place(missing);
    var relative = relative(path);
    int slash = relative.lastIndexOf('/');
    makeDirectories(slash < 0 ? "" : relative.substring(0, slash));
    open(path, how(O_CREAT, "O_RDONLY|O_CREAT 0644", 0, "").put(8, 8, 0644));
    plan.place(found);
    return target;
  }

  /** What was made below a path lies under a mount now. */
  void covered(String path) {
    var below = relative(path) + "/";
    made.removeIf(directory -> directory.startsWith(below));
  }

  /** Makes a directory and its parents; what exists already stays as it is. */
  void makeDirectories(String path) {
    var parentPath = "";
    for (var name : relative(path).split("/", -1)) {
      var here = parentPath.isEmpty() ? name : parentPath + "/" + name;
      if (!name.isEmpty() && !".".equals(name) && made.add(here)) {
        inParent(
            parentPath,
            p ->
                plan.call(Call.MKDIRAT, p, plan.text(name), mode(0755))
                    .accept(Errno.EEXIST, Errno.EROFS));
      }
      parentPath = here;
    }
  }

  private void inParent(String path, Consumer<Arg> step) {
    if (path.isEmpty()) {
      step.accept(var(rootfs));
      return;
    }
    open(path, Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(parent);
    step.accept(var(parent));
    plan.call(Call.CLOSE, var(parent));
  }

  void close() {
    plan.call(Call.CLOSE, var(target));
  }

  private static String relative(String path) {
    var inside = Path.of("/").relativize(Path.of("/", path).normalize()).toString();
    return inside.isEmpty() ? "." : inside;
  }
}
