package dev.jug.engine.volume;

import dev.jug.engine.disk.SharedMounts;
import dev.jug.engine.disk.SizedDirectory;
import dev.jug.engine.request.StorageOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What containers have on file systems of their own, volumes and layers with a size: they are
 * mounted while a container runs that has them, or somebody looks at its files. Thread-safe.
 */
public final class StorageMounts {
  private final Volumes volumes;
  private final Path containers;
  private final SharedMounts mounts = new SharedMounts();

  /**
   * @param containers parent of the containers' state directories
   */
  StorageMounts(Volumes volumes, Path containers) {
    this.volumes = volumes;
    this.containers = containers;
  }

  /** A place, and what is mounted there. */
  private record Need(Path target, Runnable mount) {}

  /** Keeps them mounted until it is closed. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A container is about to run.
   *
   * @throws dev.jug.engine.error.EngineException if one of its volumes is gone or cannot be
   *     mounted; then it does not run
   */
  public void begun(String container, StorageOptions storage) {
    take(container, container, storage);
    storage.allVolumes().forEach(mount -> volumes.events().mounted(mount, container));
  }

  /** A container has ended, or did not begin. */
  public void ended(String container, StorageOptions storage) {
    mounts.letGo(container);
    storage.allVolumes().forEach(mount -> volumes.events().unmounted(mount, container));
  }

  /**
   * Somebody needs what is in a container, whether it runs or not.
   *
   * @throws dev.jug.engine.error.EngineException if one of its volumes is gone or cannot be mounted
   */
  public Hold hold(String container, StorageOptions storage) {
    var user = container + "/" + UUID.randomUUID();
    take(user, container, storage);
    return () -> mounts.letGo(user);
  }

  private void take(String user, String container, StorageOptions storage) {
    try {
      for (var need : needs(container, storage, name -> Optional.of(volumes.volume(name)))) {
        mounts.take(need.target(), user, need.mount());
      }
    } catch (RuntimeException e) {
      mounts.letGo(user);
      throw e;
    }
  }

  private List<Need> needs(
      String container, StorageOptions storage, Function<String, Optional<Volume>> find) {
    var needs = new ArrayList<Need>();
    if (storage.limit() != null) {
      need(SizedDirectory.layer(containers.resolve(container))).ifPresent(needs::add);
    }
    for (var mount : storage.allVolumes()) {
      find.apply(mount.name()).flatMap(this::need).ifPresent(needs::add);
    }
    return needs;
  }

  private Optional<Need> need(Volume volume) {
    var data = volumes.data(volume.name());
    return volume.isMounted()
        ? Optional.of(new Need(data, () -> LocalDriver.mount(volume, data)))
        : need(new SizedDirectory(data));
  }

  private static Optional<Need> need(SizedDirectory directory) {
    return directory.isMounted()
        ? Optional.of(new Need(directory.path(), directory::mount))
        : Optional.empty();
  }

  /** A container runs already, started by an earlier engine. */
  public void adopt(String container, StorageOptions storage) {
    needs(container, storage, volumes.store()::load)
        .forEach(need -> mounts.adopt(need.target(), container));
  }

  /** Unmounts what an engine that died has left mounted, once all that runs is adopted. */
  public void settle() {
    mounts.settle(volumes.store().directory(""));
    mounts.settle(containers);
  }
}
