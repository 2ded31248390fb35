package dev.jug.engine.spec;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.oci.runtime.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is mounted into every container, with Docker's options, and what the request adds. */
final class DefaultMounts {
  private static final long SHM_BYTES = 64L << 20;
  private static final long TTY = 5;

  private DefaultMounts() {}

  /** All mounts in the order they are made: a directory before what lies in it. */
  static List<Mount> of(SpecInput input) {
    var mounts = new ArrayList<Mount>();
    var storage = input.request().storage();
    var ids = input.request().namespaces().ids();
    Predicate<Mount> volumes =
        mount ->
            storage.allVolumes().stream().anyMatch(v -> v.target().equals(mount.destination()));
    input.system().forEach(part -> mounts.add(mapped(part, ids)));
    mounts.addAll(kernel(input.request()));
    Stream.of(
            input.files().stream().map(mount -> mapped(mount, ids)),
            storage.tmpfs().stream().map(DefaultMounts::tmpfs),
            wholes(storage.allBinds()),
            input.volumes().stream().map(mount -> mapped(mount, volumes.test(mount) ? ids : null)))
        .flatMap(some -> some)
        .sorted(Comparator.comparingInt(mount -> depth(mount.destination())))
        .forEach(mounts::add);
    if (ids != null) {
      input.request().devices().forEach(device -> mounts.add(device(device)));
    }
    return withoutReplaced(mounts);
  }

  /** Parts are opened when the container is launched, and come with the volumes. */
  private static Stream<Mount> wholes(List<BindMount> binds) {
    return binds.stream()
        .filter(bind -> !bind.isPart())
        .map(bind -> BoundMount.of(bind, bind.source()));
  }

  /** In a user namespace nobody may make nodes, so the host's is shown. */
  private static Mount device(DeviceMapping device) {
    return mount(device.target(), "bind", device.source().toString(), "bind", "rprivate");
  }

  /**
   * What is the engine's belongs to the container by its own ids, whatever those are on the
   * machine: containers with different ones share a volume.
   */
  private static Mount mapped(Mount mount, @Nullable IdMap ids) {
    if (ids == null) {
      return mount;
    }
    var options = new ArrayList<>(mount.options());
    options.add("idmap");
    return new Mount(mount.destination(), mount.type(), mount.source(), options);
  }

  private static List<Mount> kernel(ContainerRequest request) {
    boolean privileged = request.security().privileged();
    var mounts = new ArrayList<Mount>();
    mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
    mounts.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"));
    mounts.add(terminals(request.namespaces().ids()));
    mounts.add(guarded(privileged, "/sys", "sysfs", "sysfs"));
    mounts.add(guarded(privileged, "/sys/fs/cgroup", "cgroup", "cgroup"));
    mounts.addAll(sharedMemory(request));
    return mounts;
  }

  /**
   * Terminals belong to the group that Debian calls tty, unless that is none of the container's.
   */
  private static Mount terminals(@Nullable IdMap ids) {
    var options =
        new ArrayList<>(
            List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"));
    if (ids != null && ids.groupsFromZero() <= TTY) {
      options.removeLast();
    }
    return new Mount("/dev/pts", "devpts", "devpts", options);
  }

  private static Mount guarded(boolean writable, String target, String type, String source) {
    return writable
        ? mount(target, type, source, "nosuid", "noexec", "nodev")
        : mount(target, type, source, "nosuid", "noexec", "nodev", "ro");
  }

  /** With the host's IPC namespace come the host's message queues and shared memory. */
  private static List<Mount> sharedMemory(ContainerRequest request) {
    if (request.namespaces().ipc() instanceof NamespaceMode.Host) {
      return Stream.of("/dev/mqueue", "/dev/shm")
          .filter(path -> Files.isDirectory(Path.of(path)))
          .map(path -> mount(path, "bind", path, "rbind", "nosuid", "noexec", "nodev"))
          .toList();
    }
    long size = Objects.requireNonNullElse(request.storage().shmSize(), SHM_BYTES);
    return List.of(
        mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        mount(
            "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=" + size));
  }

  private static Mount tmpfs(TmpfsMount tmpfs) {
    var options = new ArrayList<>(List.of("noexec", "nosuid", "nodev"));
    options.addAll(tmpfs.options());
    return new Mount(tmpfs.target(), "tmpfs", "tmpfs", options);
  }

  /** What the request mounts at the same place takes the place of a default. */
  private static List<Mount> withoutReplaced(List<Mount> mounts) {
    var kept = new ArrayList<Mount>();
    for (var mount : mounts) {
      kept.removeIf(earlier -> earlier.destination().equals(mount.destination()));
      kept.add(mount);
    }
    return kept;
  }

  private static int depth(String target) {
    return Path.of(target).normalize().getNameCount();
  }

  private static Mount mount(String target, String type, String source, String... options) {
    return new Mount(target, type, source, List.of(options));
  }
}
