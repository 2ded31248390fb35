package dev.jug.runtime.lifecycle;

import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory under which containers have theirs, by their ids. Files are replaced by renaming,
 * so a reader finds an old one or a new one.
 */
final class StateRoot {
  /** Where containers are unless somebody says otherwise. */
  static final Path DEFAULT = Path.of("/run/jug-runtime");

  private static final String STATE = "state.json";
  private static final String CONFIG = "config.json";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+.-]+");
  private static final int LONGEST = 1024;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;
  private final Recent<String, SavedContainer> known = new Recent<>();
  private final JsonMapper mapper = new JsonMapper();

  StateRoot(Path root) {
    this.root = root;
  }

  /**
   * A container's directory, there or not.
   *
   * @throws LifecycleException if no container can have this id
   */
  Path directory(String id) {
    boolean dots = ".".equals(id) || "..".equals(id);
    if (id.length() > LONGEST || dots || !ID.matcher(id).matches()) {
      throw new LifecycleException(
          "invalid container ID \""
              + id
              + "\": use letters, digits and the characters _ + . -, not . or .. alone");
    }
    return root.resolve(id);
  }

  /** A name that no container under another root has. */
  String unique(String id) {
    return root.equals(DEFAULT) ? id : id + "-" + HexFormat.of().toHexDigits(root.hashCode());
  }

  /** Makes the directory of a new container. */
  Path reserve(String id) {
    var directory = directory(id);
    try {
      while (true) {
        Files.createDirectories(root);
        try {
          return Files.createDirectory(directory, PRIVATE);
        } catch (NoSuchFileException e) {
          // The last container's end has just removed the root.
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new LifecycleException("container with given ID already exists: " + id);
    } catch (IOException e) {
      throw failed("make", directory, e);
    }
  }

  void saveConfig(String id, byte[] config) {
    replace(directory(id).resolve(CONFIG), config);
  }

  void save(SavedContainer container) {
    replace(directory(container.id()).resolve(STATE), mapper.writeValueAsBytes(container));
  }

  private static void replace(Path file, byte[] content) {
    var next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, content);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** What is remembered of a container; empty if there is none with this id. */
  Optional<SavedContainer> find(String id) {
    var file = directory(id).resolve(STATE);
    try {
      return Optional.of(known.get(Files.readString(file), this::parsed));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", file, e);
    } catch (JacksonException e) {
      throw new LifecycleException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private SavedContainer parsed(String text) {
    return mapper.readValue(text, SavedContainer.class);
  }

  /**
   * What is remembered of a container.
   *
   * @throws LifecycleException if there is none
   */
  SavedContainer get(String id) {
    return find(id)
        .orElseThrow(() -> new LifecycleException("container \"" + id + "\" does not exist"));
  }

  /** The config.json it was created from. */
  byte[] config(String id) {
    var file = directory(id).resolve(CONFIG);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /** Everything it remembers, the oldest first. */
  List<SavedContainer> all() {
    try (var directories = Files.list(root)) {
      return directories
          .map(directory -> String.valueOf(directory.getFileName()))
          .filter(name -> ID.matcher(name).matches())
          .flatMap(name -> find(name).stream())
          .sorted(Comparator.comparing(SavedContainer::created))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("read", root, e);
    }
  }

  /** Whether there is anything of this id, be it only a half made one. */
  boolean exists(String id) {
    return Files.exists(directory(id));
  }

  /** Removes a container's directory, and after the last one the root, if that is our own. */
  void remove(String id) {
    try {
      Tree.delete(directory(id));
      if (root.equals(DEFAULT)) {
        Files.deleteIfExists(root);
      }
    } catch (DirectoryNotEmptyException e) {
      // There are others.
    } catch (IOException e) {
      throw failed("remove", directory(id), e);
    }
  }

  private static UncheckedIOException failed(String what, Path file, IOException e) {
    return new UncheckedIOException("cannot " + what + " " + file + ": " + e.getMessage(), e);
  }
}
