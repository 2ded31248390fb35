package dev.jug.engine.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.container.Disk;
import dev.jug.engine.disk.SizedDirectory;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.request.DiskLimit;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Volumes on disk; nothing else reads or writes their records.
 *
 * <pre>{@code
 * volumes/NAME/
 *     volume.json   the record
 *     data          what containers see
 *     owner         id of the container that an anonymous one was made for, until it is to stay
 *     filling       what is being moved to data from the image
 *     filling.tmp   what has been copied so far of that
 * volumes/.ID       half made, or half removed
 * }</pre>
 *
 * <p>One comes and goes by a rename of its directory, so it is there as a whole or not at all.
 */
final class VolumeStore {
  private static final String RECORD = "volume.json";
  private static final String DATA = "data";
  private static final String OWNER = "owner";

  private final Path root;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  VolumeStore(Path root) {
    this.root = root;
  }

  Path directory(String name) {
    return root.resolve(name);
  }

  Path data(String name) {
    return directory(name).resolve(DATA);
  }

  boolean exists(String name) {
    return VolumeName.isAllowed(name) && Files.exists(record(name));
  }

  Path record(String name) {
    return directory(name).resolve(RECORD);
  }

  /** The names of all volumes, sorted. */
  List<String> names() {
    return children().stream().filter(VolumeName::isAllowed).sorted().toList();
  }

  /** What is half made or half removed. */
  List<Path> rubbish() {
    return children().stream().filter(name -> name.startsWith(".")).map(root::resolve).toList();
  }

  private List<String> children() {
    try (var files = Files.list(root)) {
      return files.map(path -> path.getFileName().toString()).toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw Disk.failed("list " + root, e);
    }
  }

  /**
   * The record of a volume; empty if there is none.
   *
   * @throws Failed if it cannot be read
   */
  Optional<Volume> load(String name) {
    if (!exists(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(Files.readAllBytes(record(name)), Volume.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new Failed(
          "cannot read the record " + record(name) + ": " + e.getMessage(),
          "It was written by another version of Jug, or changed by hand.",
          e);
    }
  }

  /**
   * Makes a volume.
   *
   * @param owner the container that it goes with if that comes to nothing; empty for none
   */
  void make(Volume volume, Optional<String> owner, Survives survives) {
    try {
      Disk.ensurePrivate(root);
      var half = root.resolve("." + UUID.randomUUID());
      try {
        Disk.makePrivate(half);
        var data = Files.createDirectory(half.resolve(DATA));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (volume.isSized()) {
          new SizedDirectory(data).make(DiskLimit.parse(volume.options()), List.of());
        }
        if (owner.isPresent()) {
          Files.writeString(half.resolve(OWNER), owner.get());
        }
        AtomicFile.write(half.resolve(RECORD), json.writeValueAsBytes(volume), survives);
        Files.move(half, directory(volume.name()), StandardCopyOption.ATOMIC_MOVE);
        if (survives == Survives.MACHINE) {
          sync();
        }
      } catch (IOException | EngineException e) {
        delete(half);
        throw e;
      }
    } catch (IOException e) {
      throw Disk.failed("make volume " + volume.name(), e);
    }
  }

  private void sync() throws IOException {
    try (var folder = FileChannel.open(root)) {
      folder.force(true);
    }
  }

  /** The container that it was made for and goes with; empty if it is to stay. */
  Optional<String> owner(String name) {
    try {
      return Optional.of(Files.readString(directory(name).resolve(OWNER), UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failed("read who owns volume " + name, e);
    }
  }

  /** From now on it goes with this container. */
  void own(String name, String container) {
    try {
      AtomicFile.write(directory(name).resolve(OWNER), container.getBytes(UTF_8), Survives.PROCESS);
    } catch (IOException e) {
      throw Disk.failed("write who owns volume " + name, e);
    }
  }

  /** From now on it stays until somebody removes it; needs no room on the disk. */
  void keep(String name) {
    try {
      Files.deleteIfExists(directory(name).resolve(OWNER));
    } catch (IOException e) {
      throw Disk.failed("keep volume " + name, e);
    }
  }

  /**
   * Takes a volume away; what it had remains to be deleted.
   *
   * @return where that is
   */
  Path takeAway(String name) {
    requireUnmounted(directory(name));
    try {
      var half = root.resolve("." + UUID.randomUUID());
      return Files.move(directory(name), half, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Disk.failed("remove volume " + name, e);
    }
  }

  /** Deletes what is half made or half removed. */
  void delete(Path half) {
    try {
      new SizedDirectory(half.resolve(DATA)).release();
      requireUnmounted(half);
      Tree.delete(half);
    } catch (SysException e) {
      throw new Failed("cannot remove all of a volume: " + e.getMessage(), "", e);
    } catch (IOException e) {
      throw Disk.failed("remove all of a volume", e);
    }
  }

  /** What is mounted there belongs to somebody else, and must not be deleted with the volume. */
  private static void requireUnmounted(Path directory) {
    for (var mount : MountTable.ofSelf()) {
      if (mount.target().startsWith(directory)) {
        throw new Conflict(
            "cannot remove volume: something is mounted at " + mount.target(), "umount it first.");
      }
    }
  }
}
