package dev.jug.engine.volume;

import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.linux.Fd;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Gives empty volumes of a new container what its image has at their places. Thread-safe. */
public final class Filling {
  private final Volumes volumes;
  private final StorageMounts mounts;
  private final ReentrantLock lock = new ReentrantLock();

  Filling(Volumes volumes, StorageMounts mounts) {
    this.volumes = volumes;
    this.mounts = mounts;
  }

  /**
   * Fills them; one that is not empty, that is inherited, or that is to stay empty, is left alone.
   *
   * @param root opens the image's root as a location, if it is needed
   * @throws dev.jug.engine.error.EngineException if something cannot be copied
   */
  public void fill(String container, StorageOptions storage, Supplier<Fd> root) {
    var wanted =
        storage.volumes().stream()
            .filter(mount -> !mount.noCopy() && mount.subpath().isEmpty())
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    lock.lock();
    try (var _ = mounts.hold(container, storage);
        var image = root.get()) {
      wanted.forEach(mount -> fill(mount, image));
    } finally {
      lock.unlock();
    }
  }

  private void fill(VolumeMount mount, Fd image) {
    boolean sized = volumes.volume(mount.name()).isSized();
    new CopyUp(volumes.store().directory(mount.name())).fill(image, mount.target(), sized);
  }
}
