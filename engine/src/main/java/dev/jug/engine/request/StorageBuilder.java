package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is to be mounted into a container. */
public final class StorageBuilder {
  private final List<BindMount> binds = new ArrayList<>();
  private final List<TmpfsMount> tmpfs = new ArrayList<>();
  private final List<VolumeMount> volumes = new ArrayList<>();
  private final List<ImageMount> images = new ArrayList<>();
  private final List<VolumesFrom> volumesFrom = new ArrayList<>();
  private final Set<String> targets = new HashSet<>();
  private @Nullable Long shmSize;
  private @Nullable DiskLimit limit;

  /**
   * Adds what {@code -v} says: {@code SOURCE:TARGET[:OPTIONS]}, where a source that begins with a
   * slash is of the host, {@code NAME:TARGET[:OPTIONS]}, or {@code TARGET}.
   *
   * @throws Invalid if it makes no sense
   */
  public StorageBuilder line(String text) {
    boolean bind = text.startsWith("/") && text.contains(":");
    return bind ? add(BindMount.parse(text)) : add(VolumeMount.parse(text));
  }

  /** Adds a bind mount. */
  public StorageBuilder add(BindMount bind) {
    bind.check();
    take(bind.target());
    binds.add(bind);
    return this;
  }

  /** Adds a file system in memory. */
  public StorageBuilder add(TmpfsMount memory) {
    take(memory.target());
    tmpfs.add(memory);
    return this;
  }

  /** Adds a volume. One that only says where it is gives way to anything else there. */
  public StorageBuilder add(VolumeMount volume) {
    if (volume.form() != MountForm.PLACE) {
      take(volume.target());
    }
    volumes.add(volume);
    return this;
  }

  /** Adds the files of an image. */
  public StorageBuilder add(ImageMount image) {
    take(image.target());
    images.add(image);
    return this;
  }

  /** Adds the volumes and binds of another container. */
  public StorageBuilder from(VolumesFrom other) {
    volumesFrom.add(other);
    return this;
  }

  /** Bytes of /dev/shm; null for 64 MiB. */
  public StorageBuilder shmSize(@Nullable Long bytes) {
    shmSize = bytes;
    return this;
  }

  /** What {@code --storage-opt} says; nothing for no limit. */
  public StorageBuilder limit(Map<String, String> options) {
    limit = options.isEmpty() ? null : DiskLimit.parse(options);
    return this;
  }

  private void take(String target) {
    if (!targets.add(MountTarget.plain(target))) {
      throw new Invalid("Duplicate mount point: " + target, "Mount one thing at one place.");
    }
  }

  /** All of it. */
  public StorageOptions build() {
    return new StorageOptions(
        binds, tmpfs, shmSize, places(), images, volumesFrom, Inherited.NONE, limit);
  }

  private List<VolumeMount> places() {
    var taken = new HashSet<>(targets);
    return volumes.stream()
        .filter(volume -> volume.form() != MountForm.PLACE || taken.add(volume.target()))
        .toList();
  }
}
