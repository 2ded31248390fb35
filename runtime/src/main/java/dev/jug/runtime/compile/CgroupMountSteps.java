package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.mount.MountOptions;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.List;

/**
 * The container's view of its cgroup. In a cgroup namespace a hierarchy that is mounted shows the
 * container's own group as its root.
 */
final class CgroupMountSteps {
  private static final long REMOUNT_BIND = 32 | 4096;

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final List<CgroupView> views;

  CgroupMountSteps(PlanBuilder plan, RootedSteps rooted, List<CgroupView> views) {
    this.plan = plan;
    this.rooted = rooted;
    this.views = List.copyOf(views);
  }

  void mount(String destination, MountOptions options) {
    var target = rooted.directory(destination);
    plan.call(Call.FCHDIR, var(target));
    rooted.close();
    if (views.size() == 1 && views.getFirst().name().isEmpty()) {
      mountHere(views.getFirst(), options);
    } else {
      several(destination, options);
    }
  }

  private void mountHere(CgroupView view, MountOptions options) {
    plan.call(
        Call.MOUNT,
        plan.text("cgroup"),
        plan.text("."),
        plan.text(view.type()),
        MountSteps.mountFlags(options.flags()),
        view.data().isEmpty() ? Flag.NULL : plan.text(view.data()));
  }

  /** A small tmpfs with a directory for each hierarchy, as systemd and Docker lay it out on v1. */
  private void several(String destination, MountOptions options) {
    long writable = options.flags() & ~MountOptions.MS_RDONLY;
    plan.call(
        Call.MOUNT,
        plan.text("tmpfs"),
        plan.text("."),
        plan.text("tmpfs"),
        MountSteps.mountFlags(writable),
        plan.text("mode=755,size=64k"));
    var top = plan.slot("cgroups");
    rooted.open(destination, Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(top);
    for (var view : views) {
      plan.call(Call.MKDIRAT, var(top), plan.text(view.name()), mode(0755));
      var target = plan.slot("target");
      plan.call(Call.OPENAT, var(top), plan.text(view.name()), Flag.LOCATION, Flag.ZERO)
          .into(target);
      plan.call(Call.FCHDIR, var(target));
      rooted.close();
      mountHere(view, options);
      for (var link : view.links()) {
        plan.call(Call.SYMLINKAT, plan.text(view.name()), var(top), plan.text(link))
            .accept(Errno.EEXIST);
      }
    }
    plan.call(Call.FCHDIR, var(top));
    if ((options.flags() & MountOptions.MS_RDONLY) != 0) {
      plan.call(
          Call.MOUNT,
          Flag.NULL,
          plan.text("."),
          Flag.NULL,
          flags(options.flags() | REMOUNT_BIND, "MS_REMOUNT|MS_BIND|MS_RDONLY|…"),
          Flag.NULL);
    }
    plan.call(Call.CLOSE, var(top));
  }
}
