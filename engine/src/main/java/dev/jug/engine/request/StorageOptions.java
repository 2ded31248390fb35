package dev.jug.engine.request;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is mounted into a container besides its root file system. {@link StorageBuilder} makes it
 * from what people write.
 *
 * @param binds files and directories of the host ({@code -v})
 * @param tmpfs file systems in memory ({@code --tmpfs})
 * @param shmSize bytes of /dev/shm; null for 64 MiB ({@code --shm-size})
 * @param volumes volumes ({@code -v}, the image's VOLUME)
 * @param images files of other images ({@code --mount type=image})
 * @param volumesFrom containers whose volumes and binds it gets ({@code --volumes-from})
 * @param inherited what it got from those
 * @param limit how much its changes of its image may take; null for all there is ({@code
 *     --storage-opt})
 */
public record StorageOptions(
    List<BindMount> binds,
    List<TmpfsMount> tmpfs,
    @Nullable Long shmSize,
    List<VolumeMount> volumes,
    List<ImageMount> images,
    List<VolumesFrom> volumesFrom,
    Inherited inherited,
    @Nullable DiskLimit limit) {
  /** Nothing. */
  public static final StorageOptions NONE = new StorageOptions(List.of(), List.of(), null);

  public StorageOptions {
    binds = List.copyOf(binds);
    tmpfs = List.copyOf(tmpfs);
    volumes = List.copyOf(Objects.requireNonNullElse(volumes, List.of()));
    images = List.copyOf(Objects.requireNonNullElse(images, List.of()));
    volumesFrom = List.copyOf(Objects.requireNonNullElse(volumesFrom, List.of()));
    inherited = Objects.requireNonNullElse(inherited, Inherited.NONE);
  }

  /** Without volumes. */
  public StorageOptions(List<BindMount> binds, List<TmpfsMount> tmpfs, @Nullable Long shmSize) {
    this(binds, tmpfs, shmSize, List.of(), List.of(), List.of(), Inherited.NONE, null);
  }

  /** Binds of its own, and of those it inherits from. */
  public List<BindMount> allBinds() {
    return Stream.concat(inherited.binds().stream(), binds.stream()).toList();
  }

  /** Volumes of its own, and of those it inherits from. */
  public List<VolumeMount> allVolumes() {
    return Stream.concat(inherited.volumes().stream(), volumes.stream()).toList();
  }

  /** Where it was asked to mount something; without what it inherits. */
  public List<String> targets() {
    return Stream.of(
            binds.stream().map(BindMount::target),
            tmpfs.stream().map(TmpfsMount::target),
            volumes.stream().map(VolumeMount::target),
            images.stream().map(ImageMount::target))
        .flatMap(targets -> targets)
        .map(MountTarget::plain)
        .toList();
  }

  /** Where files from elsewhere are mounted, those that it inherits included. */
  public List<String> fileTargets() {
    return Stream.of(
            allBinds().stream().map(BindMount::target),
            allVolumes().stream().map(VolumeMount::target),
            images.stream().map(ImageMount::target))
        .flatMap(targets -> targets)
        .toList();
  }

  /** The same with other volumes. */
  public StorageOptions withVolumes(List<VolumeMount> others) {
    return new StorageOptions(binds, tmpfs, shmSize, others, images, volumesFrom, inherited, limit);
  }

  /** The same with other images. */
  public StorageOptions withImages(List<ImageMount> others) {
    return new StorageOptions(
        binds, tmpfs, shmSize, volumes, others, volumesFrom, inherited, limit);
  }

  /** The same with what it inherits. */
  public StorageOptions inheriting(Inherited from) {
    return new StorageOptions(binds, tmpfs, shmSize, volumes, images, volumesFrom, from, limit);
  }

  /** The same with another /dev/shm; in bytes. */
  public StorageOptions withShmSize(long bytes) {
    return new StorageOptions(binds, tmpfs, bytes, volumes, images, volumesFrom, inherited, limit);
  }

  /** The same with another limit. */
  public StorageOptions withLimit(DiskLimit other) {
    return new StorageOptions(
        binds, tmpfs, shmSize, volumes, images, volumesFrom, inherited, other);
  }
}
