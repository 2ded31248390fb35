package dev.jug.build.java;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.java.StagedProgram.Library;
import dev.jug.build.java.StagedProgram.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes the parts of a program into directories. Not thread-safe. */
final class Staging {
  private static final String CLASS = ".class";
  private static final String SNAPSHOT = "-SNAPSHOT";

  private final Path directory;
  private final List<Library> libraries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  Staging(Path directory) {
    this.directory = directory;
  }

  List<Library> libraries() {
    return List.copyOf(libraries);
  }

  /** Adds a class or a resource of the program; of several with one name the first counts. */
  void file(String name, InputStream content) throws IOException {
    var part = name.endsWith(CLASS) || name.equals(Manifests.NAME) ? Part.CLASSES : Part.RESOURCES;
    var root = directory.resolve(part.directory());
    var path = root.resolve(name).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new BuildFailure("the program has a file outside of itself: " + name);
    }
    write(path, content);
  }

  /** Adds an archive of the class path. */
  void library(String name, InputStream content) throws IOException {
    var part = name.contains(SNAPSHOT) ? Part.SNAPSHOTS : Part.LIBRARIES;
    var own = name;
    for (int i = 2; !names.add(own); i++) {
      own = name.replaceFirst("(\\.jar)?$", "-" + i + "$1");
    }
    var library = new Library(part, own);
    write(directory.resolve(library.path()), content);
    libraries.add(library);
  }

  private void write(Path path, InputStream content) throws IOException {
    make(Objects.requireNonNull(path.getParent()));
    try {
      Files.copy(content, path);
    } catch (FileAlreadyExistsException _) {
      return;
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    make(Objects.requireNonNull(folder.getParent()));
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
