package dev.jug.engine.volume;

import dev.jug.engine.container.Disk;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.oci.runtime.Mount;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes available what a container's volumes and images need while it is launched. What is mounted
 * or open for that alone is let go when {@link #launched} is called. Thread-safe, if no two threads
 * work for the same container.
 */
public final class Provisions {
  private final Volumes volumes;
  private final StorageMounts mounts;
  private final Function<Stored, List<Path>> layers;
  private final Path place;
  private final Map<String, Provision> open = new ConcurrentHashMap<>();

  /**
   * @param layers the layers of an image, the topmost first
   * @param place directory for mounts that last as long as a launch; it need not exist
   */
  public Provisions(
      Volumes volumes, StorageMounts mounts, Function<Stored, List<Path>> layers, Path place) {
    this.volumes = volumes;
    this.mounts = mounts;
    this.layers = layers;
    this.place = place;
  }

  /**
   * The mounts of a container that is about to run.
   *
   * @param label what SELinux knows its files by; empty if it has none
   * @throws dev.jug.engine.error.EngineException if a volume or a part of it is not there, or
   *     something cannot be mounted; then nothing is open
   */
  public List<Mount> prepare(String container, StorageOptions storage, String label) {
    storage.allBinds().forEach(Provisions::makeSource);
    mounts.begun(container, storage);
    var provision = new Provision(place, label);
    open.put(container, provision);
    try {
      for (var mount : storage.allVolumes()) {
        provision.volume(mount, volumes.data(mount.name()));
      }
      for (var mount : storage.images()) {
        provision.image(mount, layers.apply(mount.image()));
      }
      parts(storage).forEach(provision::bind);
      return provision.mounts();
    } catch (RuntimeException e) {
      failed(container, storage);
      throw e;
    }
  }

  private static void makeSource(BindMount bind) {
    if (bind.createSource() && !Files.exists(bind.source())) {
      try {
        Files.createDirectories(bind.source());
      } catch (FileAlreadyExistsException _) {
        // Somebody was faster.
      } catch (IOException e) {
        throw Disk.failed("make the directory " + bind.source() + " to bind", e);
      }
    }
  }

  /** The container runs, or does not: what only its start needed goes. */
  public void launched(String container) {
    Optional.ofNullable(open.remove(container)).ifPresent(Provision::close);
  }

  /** The container does not run after all. */
  public void failed(String container, StorageOptions storage) {
    launched(container);
    mounts.ended(container, storage);
  }

  /**
   * What the mounts would be; nothing is opened or mounted.
   *
   * @param standIn a directory that stands for what is not there
   */
  public List<Mount> imagine(StorageOptions storage, Path standIn) {
    var imagined = new Provision(place, "");
    for (var mount : storage.allVolumes()) {
      imagined.imagine(mount.target(), source(mount, standIn), mount.readOnly());
    }
    for (var mount : storage.images()) {
      imagined.imagine(mount.target(), standIn, true);
    }
    parts(storage).forEach(bind -> imagined.imagine(bind, there(bind.location(), standIn)));
    return imagined.mounts();
  }

  /** Where the files of a volume lie. */
  public Path data(String volume) {
    return volumes.data(volume);
  }

  private Path source(VolumeMount mount, Path standIn) {
    return there(volumes.data(mount.name()).resolve(mount.subpath()), standIn);
  }

  private static Path there(Path place, Path standIn) {
    return Files.isDirectory(place) ? place : standIn;
  }

  private static Stream<BindMount> parts(StorageOptions storage) {
    return storage.allBinds().stream().filter(BindMount::isPart);
  }

  /** Unmounts what an engine that died during a launch has left. */
  public void settle() {
    Provision.settle(place);
  }
}
