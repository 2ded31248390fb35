package dev.jug.engine.disk;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.DiskLimit;
import dev.jug.engine.request.DiskLimit.Backend;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.ProjectQuota;
import dev.jug.linux.mount.AttachedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory that takes only so much of the disk.
 *
 * <pre>{@code
 * NAME         the directory; if there is a file system for it, that is mounted while it is in use
 * NAME.ext4    the file system, if there is no quota on the directory
 * }</pre>
 *
 * @param path absolute
 */
public record SizedDirectory(Path path) {
  private static final String FOUND = "lost+found";

  /** That of what a container changes, in its state directory. */
  public static SizedDirectory layer(Path state) {
    return new SizedDirectory(state.resolve("layer"));
  }

  private DiskImage image() {
    return new DiskImage(path.resolveSibling(path.getFileName() + ".ext4"));
  }

  /** Whether it has a file system of its own, which is to be mounted before it is used. */
  public boolean isMounted() {
    return image().exists();
  }

  /**
   * Makes the directory, if it is missing, and its limit.
   *
   * @param names of directories to make in it, which all may enter
   * @throws dev.jug.engine.error.EngineException if that cannot be had here; what was made is the
   *     caller's to delete
   */
  public void make(DiskLimit limit, List<String> names) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectory(path);
      }
      if (hasQuota(limit.backend())) {
        ProjectQuota.limit(path, limit.bytes(), limit.inodes());
        furnish(names);
        return;
      }
      image().make(limit);
      mount();
      try {
        Files.deleteIfExists(path.resolve(FOUND));
        furnish(names);
      } finally {
        AttachedMount.detach(path);
      }
    } catch (SysException e) {
      throw new Unavailable("cannot limit " + path + " to " + limit + ": " + e.getMessage(), "");
    } catch (IOException e) {
      throw Disk.failed("make " + path, e);
    }
  }

  private void furnish(List<String> names) throws IOException {
    for (var name : names) {
      var directory = Files.createDirectory(path.resolve(name));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private boolean hasQuota(Backend backend) {
    boolean kept = backend != Backend.LOOP && ProjectQuota.isKept(path);
    if (backend == Backend.QUOTA && !kept) {
      throw new Unavailable(
          "the file system of " + path + " has no project quota",
          "XFS mounted with the option prjquota has, or ext4 made with -O quota,project; with"
              + " backend=loop it has a file system of its own.");
    }
    return kept;
  }

  /** Mounts its file system. */
  public void mount() {
    image().mount(path);
  }

  /**
   * To be called before it is deleted: lets go of what the kernel has of it.
   *
   * @throws SysException if the kernel refuses
   */
  public void release() {
    if (!Files.isDirectory(path)) {
      return;
    }
    if (isMounted()) {
      unmount();
    } else if (ProjectQuota.isKept(path)) {
      ProjectQuota.release(path);
    }
  }

  private void unmount() {
    MountTable.ofSelf().stream()
        .map(MountTable.Entry::target)
        .filter(path::equals)
        .forEach(AttachedMount::detach);
  }
}
