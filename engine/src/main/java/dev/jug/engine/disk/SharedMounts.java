package dev.jug.engine.disk;

import dev.jug.linux.SysException;
import dev.jug.linux.fs.MountTable;
import dev.jug.linux.mount.AttachedMount;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What is mounted for as long as somebody uses it. Thread-safe. */
public final class SharedMounts {
  private static final System.Logger LOG = System.getLogger(SharedMounts.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Set<String>> users = new HashMap<>();

  /**
   * Somebody needs it.
   *
   * @param mount mounts it, if it is not
   */
  public void take(Path target, String user, Runnable mount) {
    lock.lock();
    try {
      if (!users.containsKey(target) && !isMounted(target)) {
        mount.run();
      }
      adopt(target, user);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isMounted(Path target) {
    return MountTable.ofSelf().stream().anyMatch(mount -> mount.target().equals(target));
  }

  /** Somebody uses what is mounted already. */
  public void adopt(Path target, String user) {
    lock.lock();
    try {
      users.computeIfAbsent(target, _ -> new HashSet<>()).add(user);
    } finally {
      lock.unlock();
    }
  }

  /** A user needs none of it any more. */
  public void letGo(String user) {
    lock.lock();
    try {
      var left = users.entrySet().iterator();
      while (left.hasNext()) {
        var mount = left.next();
        if (mount.getValue().remove(user) && mount.getValue().isEmpty()) {
          left.remove();
          unmount(mount.getKey());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static void unmount(Path target) {
    try {
      AttachedMount.detach(target);
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot unmount " + target, e);
    }
  }

  /** Unmounts what nobody uses below a directory: an engine that died has left it. */
  public void settle(Path root) {
    lock.lock();
    try {
      var left =
          MountTable.ofSelf().stream()
              .map(MountTable.Entry::target)
              .filter(target -> target.startsWith(root) && !target.equals(root))
              .filter(target -> users.keySet().stream().noneMatch(target::startsWith))
              .toList();
      left.reversed().forEach(SharedMounts::unmount);
    } finally {
      lock.unlock();
    }
  }
}
