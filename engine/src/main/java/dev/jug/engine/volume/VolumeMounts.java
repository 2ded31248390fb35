package dev.jug.engine.volume;

import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.MountTable;
import dev.jug.linux.mount.AttachedMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Volumes with a file system of their own, which are mounted while a container runs that has them.
 * Thread-safe.
 */
public final class VolumeMounts {
  private static final System.Logger LOG = System.getLogger(VolumeMounts.class.getName());

  private final Volumes volumes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<String>> running = new HashMap<>();

  public VolumeMounts(Volumes volumes) {
    this.volumes = volumes;
  }

  /**
   * A container is about to run.
   *
   * @throws dev.jug.engine.error.EngineException if one of its volumes is gone or cannot be
   *     mounted; then it does not run
   */
  public void begun(String container, StorageOptions storage) {
    take(container, storage);
    storage.allVolumes().forEach(mount -> volumes.events().mounted(mount, container));
  }

  /** A container has ended, or did not begin. */
  public void ended(String container, StorageOptions storage) {
    letGo(container);
    storage.allVolumes().forEach(mount -> volumes.events().unmounted(mount, container));
  }

  /** Somebody needs what is in volumes, on behalf of a container. */
  void take(String container, StorageOptions storage) {
    try {
      for (var mount : storage.allVolumes()) {
        take(container, mount);
      }
    } catch (RuntimeException e) {
      letGo(container);
      throw e;
    }
  }

  private void take(String container, VolumeMount mount) {
    var volume = volumes.volume(mount.name());
    lock.lock();
    try {
      if (volume.isMounted()) {
        if (!running.containsKey(mount.name()) && !isMounted(volume.name())) {
          LocalDriver.mount(volume, volumes.data(volume.name()));
        }
        running.computeIfAbsent(mount.name(), _ -> new HashSet<>()).add(container);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isMounted(String name) {
    var data = volumes.data(name);
    return MountTable.ofSelf().stream().anyMatch(mount -> mount.target().equals(data));
  }

  /** Nobody needs them any more on behalf of a container. */
  void letGo(String container) {
    lock.lock();
    try {
      var left = running.entrySet().iterator();
      while (left.hasNext()) {
        var volume = left.next();
        if (volume.getValue().remove(container) && volume.getValue().isEmpty()) {
          left.remove();
          unmount(volumes.data(volume.getKey()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static void unmount(Path data) {
    try {
      AttachedMount.detach(data);
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot unmount " + data, e);
    }
  }

  /** A container runs already, started by an earlier engine. */
  public void adopt(String container, StorageOptions storage) {
    lock.lock();
    try {
      for (var mount : storage.allVolumes()) {
        if (volumes.store().load(mount.name()).filter(Volume::isMounted).isPresent()) {
          running.computeIfAbsent(mount.name(), _ -> new HashSet<>()).add(container);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Unmounts what an engine that died has left mounted, once all that runs is adopted. */
  public void settle() {
    lock.lock();
    try {
      var root = volumes.store().directory("");
      if (!Files.isDirectory(root)) {
        return;
      }
      var left =
          MountTable.ofSelf().stream()
              .map(MountTable.Entry::target)
              .filter(target -> target.startsWith(root) && !target.equals(root))
              .filter(target ->
                  running.keySet().stream().map(volumes::data).noneMatch(target::startsWith))
              .toList();
      left.reversed().forEach(VolumeMounts::unmount);
    } finally {
      lock.unlock();
    }
  }
}
