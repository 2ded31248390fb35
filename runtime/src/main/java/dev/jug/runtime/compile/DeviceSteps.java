package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.Device;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Device nodes and the usual links in /dev (config-linux.md, "Default Devices" and "Dev symbolic
 * links").
 */
final class DeviceSteps {
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFIFO = 0x1000;

  /** Name, major, minor. */
  private record Node(String name, int major, int minor) {}

  private static final List<Node> DEFAULTS =
      List.of(
          new Node("null", 1, 3),
          new Node("zero", 1, 5),
          new Node("full", 1, 7),
          new Node("random", 1, 8),
          new Node("urandom", 1, 9),
          new Node("tty", 5, 0));

  private static final Map<String, String> LINKS =
      Map.of(
          "fd", "/proc/self/fd",
          "stdin", "/proc/self/fd/0",
          "stdout", "/proc/self/fd/1",
          "stderr", "/proc/self/fd/2",
          "ptmx", "pts/ptmx");

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final MountSteps mounts;
  private final Slot dev;

  DeviceSteps(PlanBuilder plan, RootedSteps rooted, MountSteps mounts) {
    this.plan = plan;
    this.rooted = rooted;
    this.mounts = mounts;
    this.dev = plan.slot("dev");
  }

  /**
   * In a user namespace nobody may make nodes, so the host's are bound there.
   *
   * @param fresh whether nothing can be in /dev yet
   */
  void defaults(boolean userNamespace, boolean fresh) {
    plan.because("default devices");
    rooted.makeDirectories("dev");
    rooted.open("dev", Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(dev);
    for (var node : DEFAULTS) {
      if (userNamespace) {
        bind("/dev/" + node.name());
      } else {
        var name = plan.text(node.name());
        make(name, S_IFCHR | 0666, number(node.major(), node.minor()));
        if (!fresh) {
          new NodeCheck(plan).on(dev, name, S_IFCHR, node.major(), node.minor(), false);
        }
      }
    }
    plan.because("default links in /dev");
    LINKS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(link ->
            plan.call(
                    Call.SYMLINKAT, plan.text(link.getValue()), var(dev), plan.text(link.getKey()))
                .accept(Errno.EEXIST, Errno.EROFS));
    plan.call(Call.CLOSE, var(dev));
  }

  private void bind(String path) {
    plan.call(Call.OPEN_TREE, Flag.CWD, plan.text(path), Flag.CLONE_MOUNT)
        .into(mounts.tree())
        .hint("in a user namespace no node can be made; the host's is taken, if it is there");
    mounts.moveTo(rooted.file(path));
    rooted.close();
  }

  private void make(Arg name, int mode, Arg number) {
    plan.call(Call.MKNODAT, var(dev), name, mode(mode), number).accept(Errno.EEXIST, Errno.EROFS);
  }

  /** Devices that the spec asks for besides the default ones. */
  void extra(List<Device> devices, boolean userNamespace) {
    for (var device : devices) {
      if (isLink(device)) {
        continue;
      }
      plan.because("linux.devices: " + device.path());
      if (userNamespace && !"p".equals(device.type())) {
        bind(device.path());
        continue;
      }
      var path = Path.of(device.path());
      var parent = Objects.requireNonNull(path.getParent(), "device path").toString();
      rooted.makeDirectories(parent);
      rooted.open(parent, Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(dev);
      var name = plan.text(String.valueOf(path.getFileName()));
      int permissions = Objects.requireNonNullElse(device.fileMode(), 0666);
      make(name, type(device) | permissions, number(major(device), minor(device)));
      boolean pipe = "p".equals(device.type());
      new NodeCheck(plan).on(dev, name, type(device), major(device), minor(device), pipe);
      own(device, name);
      plan.call(Call.CLOSE, var(dev));
    }
  }

  /** A container has a terminal multiplexer of its own, whatever the host's devices are. */
  private static boolean isLink(Device device) {
    var path = Path.of(device.path());
    return path.startsWith("/dev")
        && LINKS.containsKey(Path.of("/dev").relativize(path).toString());
  }

  private void own(Device device, Arg name) {
    long uid = Objects.requireNonNullElse(device.uid(), 0L);
    long gid = Objects.requireNonNullElse(device.gid(), 0L);
    if (uid != 0 || gid != 0) {
      plan.call(Call.FCHOWNAT, var(dev), name, num(uid), num(gid), NodeCheck.NO_FOLLOW);
    }
  }

  private static int type(Device device) {
    return switch (device.type()) {
      case "b" -> S_IFBLK;
      case "p" -> S_IFIFO;
      default -> S_IFCHR;
    };
  }

  private static int major(Device device) {
    return Objects.requireNonNullElse(device.major(), 0L).intValue();
  }

  private static int minor(Device device) {
    return Objects.requireNonNullElse(device.minor(), 0L).intValue();
  }

  /** The kernel's encoding of a device number, see makedev(3). */
  private static Arg number(int major, int minor) {
    return flags(
        ((major & 0xfff) << 8) | (minor & 0xff) | ((minor & ~0xff) << 12), major + ":" + minor);
  }
}
