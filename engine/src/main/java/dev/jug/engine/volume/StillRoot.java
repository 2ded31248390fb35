package dev.jug.engine.volume;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.AttachedMount;
import dev.jug.linux.mount.DetachedMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The root of a container that does not run, with its volumes and binds where it would have them.
 * It is put together at a place of the engine's own, and taken from there as a tree that is mounted
 * nowhere.
 *
 * @param container its id
 * @param storage what it has
 * @param place directory for mounts that last a moment; it need not exist
 */
public record StillRoot(
    Volumes volumes, StorageMounts mounts, String container, StorageOptions storage, Path place) {
  private static final int O_PATH_DIRECTORY = O_PATH | O_DIRECTORY;
  private static final int READABLE = 0755;

  /** One thing to mount. */
  private record Part(String target, Path source, String subpath, boolean readOnly) {}

  /**
   * The same root with all that is mounted below it.
   *
   * @param root as a location that is mounted nowhere, or a directory of the host; closed here
   * @param writable whether places that are missing are made; otherwise what has none is left out
   * @return a location (O_PATH) that the caller closes
   */
  public Fd complete(Fd root, boolean writable) {
    if (storage.allVolumes().isEmpty() && storage.allBinds().isEmpty()) {
      return root;
    }
    var at = place.resolve(UUID.randomUUID().toString());
    try (root;
        var _ = mounts.hold(container, storage)) {
      Disk.ensurePrivate(at);
      try (var own = DetachedMount.copy(path(root))) {
        AttachedMount.attach(own, at);
      }
      return completeAt(at, writable);
    } catch (IOException e) {
      throw Disk.failed("put a container's volumes in their places", e);
    } catch (SysException e) {
      throw new Failed(
          "cannot put a container's volumes in their places: " + e.getMessage(), "", e);
    } finally {
      Provision.remove(at);
    }
  }

  private static Path path(Fd location) {
    return Path.of("/proc/self/fd/" + location.number());
  }

  private Fd completeAt(Path at, boolean writable) {
    try (var whole = Rooted.directory(at.toString())) {
      for (var part : parts()) {
        if (Files.exists(part.source())) {
          mount(part, whole, writable);
        }
      }
    }
    return DetachedMount.copy(at);
  }

  private List<Part> parts() {
    return Stream.concat(
            storage.allBinds().stream().map(StillRoot::part),
            storage.allVolumes().stream().map(this::part))
        .sorted(Comparator.comparingInt(part -> Path.of(part.target()).getNameCount()))
        .toList();
  }

  private static Part part(BindMount bind) {
    return new Part(bind.target(), bind.source(), bind.subpath(), bind.readOnly());
  }

  private Part part(VolumeMount mount) {
    return new Part(mount.target(), volumes.data(mount.name()), mount.subpath(), mount.readOnly());
  }

  private static void mount(Part part, Fd whole, boolean writable) {
    if (part.subpath().isEmpty()) {
      mount(part.source(), part, whole, writable);
      return;
    }
    try (var volume = Rooted.directory(part.source().toString())) {
      var source = findBelow(volume, part.subpath());
      if (source.isPresent()) {
        try (var there = source.get()) {
          mount(path(there), part, whole, writable);
        }
      }
    }
  }

  private static void mount(Path source, Part part, Fd whole, boolean writable) {
    var target = find(whole, part.target());
    if (target.isEmpty() && writable && Files.isDirectory(source)) {
      make(whole, Path.of(part.target()));
      target = find(whole, part.target());
    }
    if (target.isPresent()) {
      try (var there = target.get();
          var copy = DetachedMount.copy(source)) {
        if (part.readOnly()) {
          AttachedMount.makeReadOnly(copy);
        }
        AttachedMount.attach(copy, there);
      }
    }
  }

  private static Optional<Fd> find(Fd whole, String target) {
    return found(() -> Rooted.open(whole, target, O_PATH));
  }

  /** As a start would: a link may lead anywhere in the volume, and not out of it. */
  private static Optional<Fd> findBelow(Fd volume, String subpath) {
    return found(() -> Rooted.openBelow(volume, subpath, O_PATH));
  }

  private static Optional<Fd> found(Supplier<Fd> opening) {
    try {
      return Optional.of(opening.get());
    } catch (SysException e) {
      return switch (e.errno()) {
        case ENOENT, ENOTDIR, EXDEV -> Optional.empty();
        default -> throw e;
      };
    }
  }

  private static void make(Fd whole, Path target) {
    var above = target.getParent();
    if (above == null) {
      return;
    }
    if (find(whole, above.toString()).map(StillRoot::closed).isEmpty()) {
      make(whole, above);
    }
    var name = String.valueOf(target.getFileName()).getBytes(StandardCharsets.UTF_8);
    try (var directory = Rooted.open(whole, above.toString(), O_PATH_DIRECTORY)) {
      EntryWriter.directory(directory, name);
      try (var made = Entries.location(directory, name)) {
        var now = Instant.now();
        var description = new Description(READABLE, 0, 0, now.getEpochSecond(), now.getNano());
        EntryWriter.describe(made, description, Map.of());
      }
    }
  }

  private static boolean closed(Fd found) {
    found.close();
    return true;
  }
}
