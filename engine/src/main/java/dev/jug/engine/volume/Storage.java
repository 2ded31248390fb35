package dev.jug.engine.volume;

import dev.jug.engine.request.ContainerImage.Stored;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * All about volumes that an engine needs.
 *
 * @param volumes has them
 * @param claims knows what containers' coming and going means for them
 * @param mounts mounts those that have a file system of their own
 * @param provisions makes available what a launch needs
 * @param filling gives empty ones what images have
 */
public record Storage(
    Volumes volumes,
    VolumeClaims claims,
    StorageMounts mounts,
    Provisions provisions,
    Filling filling) {
  /**
   * The storage of an engine.
   *
   * @param layers the layers of an image, the topmost first
   * @param place directory for mounts that last as long as a launch; it need not exist
   * @param containers parent of the containers' state directories
   */
  public static Storage of(
      Volumes volumes, Function<Stored, List<Path>> layers, Path place, Path containers) {
    var mounts = new StorageMounts(volumes, containers);
    return new Storage(
        volumes,
        new VolumeClaims(volumes),
        mounts,
        new Provisions(volumes, mounts, layers, place),
        new Filling(volumes, mounts));
  }

  /**
   * Puts everything right when an engine opens, once all containers that there are, and all that
   * run, have been adopted.
   *
   * @param containers the ids of all that have a record
   * @param certain whether all records could be read; if not, no volume goes
   */
  public void recover(Set<String> containers, boolean certain) {
    provisions.settle();
    mounts.settle();
    new VolumeRecovery(volumes, containers, certain).run();
  }
}
