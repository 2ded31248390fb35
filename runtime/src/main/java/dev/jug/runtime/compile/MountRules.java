package dev.jug.runtime.compile;

import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What the mounts of a spec may be: said before anything is made. */
final class MountRules {
  private static final Path PROC = Path.of("/proc");

  /** Files that tell about the machine, which others (lxcfs) replace by ones that do not. */
  private static final Set<String> REPLACEABLE =
      Set.of(
          "/proc/cpuinfo",
          "/proc/diskstats",
          "/proc/loadavg",
          "/proc/meminfo",
          "/proc/net/dev",
          "/proc/slabinfo",
          "/proc/stat",
          "/proc/swaps",
          "/proc/sys/crypto/fips_enabled",
          "/proc/sys/kernel/ns_last_pid",
          "/proc/uptime");

  private final MountScene scene;
  private final Underlay underlay;

  MountRules(MountScene scene, Underlay underlay) {
    this.scene = scene;
    this.underlay = underlay;
  }

  void check(List<MountItem> items) {
    var asked = scene.rootPropagation();
    require(
        asked.isEmpty() || asked.flatMap(Propagation::parse).isPresent(),
        "linux.rootfsPropagation: \""
            + asked.orElse("")
            + "\" is not one of private, slave, shared and unbindable");
    items.forEach(this::check);
  }

  private void check(MountItem item) {
    require(
        !item.destination().isEmpty(),
        item.field("destination") + ": empty; give a path inside the container");
    aboutProc(item);
    if (item.idMap() != Depth.NONE) {
      aboutIds(item);
    }
    if (item.options().copyUp()) {
      require(
          item.is("tmpfs"), item.field("options") + ": tmpcopyup is for mounts of type tmpfs only");
      underlay
          .unknown(item)
          .ifPresent(why ->
              require(
                  false, item.field("options") + ": tmpcopyup cannot know what it covers: " + why));
    }
  }

  /**
   * What is written to /proc decides on labels and kernel parameters: it has to be the real one.
   */
  private static void aboutProc(MountItem item) {
    var path = item.place();
    if (!path.startsWith(PROC) || item.isChange()) {
      return;
    }
    if (path.equals(PROC)) {
      require(
          item.is("proc") || (item.kind() == MountItem.Kind.BIND && isProc(item.source())),
          item.field("destination") + ": only a proc file system may be mounted at /proc");
      return;
    }
    require(
        REPLACEABLE.contains(path.toString()),
        item.field("destination")
            + ": \""
            + path
            + "\" is inside /proc, where only these may be covered: "
            + String.join(", ", REPLACEABLE.stream().sorted().toList()));
  }

  private static boolean isProc(String source) {
    try {
      return "proc".equals(Files.getFileStore(Path.of(source)).type());
    } catch (IOException _) {
      return false;
    }
  }

  private void aboutIds(MountItem item) {
    require(
        item.kind() == MountItem.Kind.BIND || item.is("overlay"),
        item.field("options") + ": ids can be mapped for bind mounts and overlays only");
    var mount = item.mount();
    require(
        mount.uidMappings().isEmpty() == mount.gidMappings().isEmpty(),
        item.field("uidMappings") + ": uidMappings and gidMappings are needed both, or neither");
    boolean known =
        scene.joined(NamespaceKind.USER).isPresent()
            || !(scene.linux().uidMappings().isEmpty() || scene.linux().gidMappings().isEmpty());
    require(
        !mount.uidMappings().isEmpty() || known,
        item.field("options")
            + ": idmap needs uidMappings and gidMappings, or a user namespace of the container");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidSpecException(message);
    }
  }
}
