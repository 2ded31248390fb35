package dev.jug.engine.pod;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.files.Ids;
import dev.jug.engine.request.IdMap;
import dev.jug.image.change.Owner;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tmpfs;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.mount.AttachedMount;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.PinnedNamespace;
import dev.jug.network.dns.ResolvConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * The run directory of a pod sandbox: what its containers have in common besides a network.
 *
 * @param directory where
 */
record PodFiles(Path directory) {
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path HOST_RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_STUB = Path.of("/run/systemd/resolve/resolv.conf");

  /** Docker's and containerd's size. */
  private static final String SHM_OPTIONS = "mode=1777,size=64m";

  private static final List<String> MOUNTED = List.of("net", "ipc", "uts", "shm", "user");

  Path ipc() {
    return directory.resolve("ipc");
  }

  Path uts() {
    return directory.resolve("uts");
  }

  /** There if its users are not the machine's. */
  Path users() {
    return directory.resolve("user");
  }

  Path network() {
    return directory.resolve("net");
  }

  Path sharedMemory() {
    return directory.resolve("shm");
  }

  Path resolvConf() {
    return directory.resolve("resolv.conf");
  }

  /**
   * Makes the directory with all that is in it but the network; its namespace only if there is a
   * user namespace.
   *
   * @param users makes the latter
   */
  void make(PodRequest request, Sysctls sysctls, PodUsers users) {
    var sharing = request.sharing();
    var ids = sharing.ids();
    try {
      Disk.ensurePrivate(
          Objects.requireNonNull(directory.getParent(), "it is in the run directory"));
      Disk.makePrivate(directory);
      writeResolvConf(request);
      if (ids != null) {
        users.make(this, ids, request.hostname(), sysctls);
        share(ids);
      } else {
        makeNamespaces(request, sysctls);
      }
    } catch (IOException e) {
      throw Disk.failed("make the directory of a pod sandbox", e);
    } catch (SysException e) {
      throw new Failed("cannot make a namespace of a pod sandbox: " + e.getMessage(), "", e);
    }
  }

  private void makeNamespaces(PodRequest request, Sysctls sysctls) throws IOException {
    var sharing = request.sharing();
    if (!sharing.hostNetwork()) {
      PinnedNamespace.make(NamespaceKind.UTS, uts(), () -> setHostname(request.hostname()));
    }
    if (!sharing.hostIpc()) {
      PinnedNamespace.make(NamespaceKind.IPC, ipc(), () -> sysctls.write(NamespaceKind.IPC));
      mountSharedMemory("");
    }
  }

  /** What root of the pod may write. */
  private void share(IdMap ids) throws IOException {
    var root = new Ids(ids).outside(new Owner(0, 0));
    mountSharedMemory(
        ",uid="
            + Integer.toUnsignedLong(root.uid())
            + ",gid="
            + Integer.toUnsignedLong(root.gid()));
    Files.setAttribute(resolvConf(), "unix:uid", root.uid());
    Files.setAttribute(resolvConf(), "unix:gid", root.gid());
  }

  private void mountSharedMemory(String owner) throws IOException {
    Files.createDirectory(sharedMemory());
    Tmpfs.mount(sharedMemory(), SHM_OPTIONS + owner);
  }

  private static void setHostname(String name) {
    if (!name.isEmpty()) {
      try {
        Files.writeString(HOSTNAME, name);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot set the host name " + name, e);
      }
    }
  }

  private void writeResolvConf(PodRequest request) throws IOException {
    var names = request.names();
    var conf =
        names == null
            ? ResolvConf.forOthers(HOST_RESOLV_CONF, BEHIND_STUB)
            : new ResolvConf(names.servers(), names.searches(), names.options());
    Files.write(resolvConf(), conf.text().getBytes(UTF_8));
    Files.setPosixFilePermissions(resolvConf(), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** Whether it is all there; after a restart of the machine nothing is. */
  boolean isThere(PodRequest request) {
    return Files.exists(resolvConf())
        && (request.sharing().hostNetwork() || Files.exists(network()))
        && (request.sharing().hostIpc() || Files.exists(ipc()))
        && (request.sharing().ids() == null || Files.exists(users()));
  }

  /** Removes it; of a directory that is not there nothing happens. */
  void remove() {
    for (var name : MOUNTED) {
      var place = directory.resolve(name);
      if (Files.exists(place)) {
        unmount(place);
      }
    }
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      throw Disk.failed("remove the directory of a pod sandbox", e);
    }
  }

  /** Whoever was killed between making a file and mounting over it left a file. */
  private static void unmount(Path place) {
    try {
      AttachedMount.detach(place);
    } catch (SysException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
    }
  }
}
