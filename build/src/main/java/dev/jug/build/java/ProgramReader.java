package dev.jug.build.java;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.java.StagedProgram.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * Takes a program's archive apart: one with all it needs, one with a class path beside it, or one
 * that Spring Boot makes, with archives in it. Not thread-safe.
 */
public final class ProgramReader {
  private static final Pattern VERSION = Pattern.compile("META-INF/versions/([0-9]{1,4})/(.+)");

  /** Signatures are broken once it is taken apart; what Maven notes of a build has the time. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(INDEX\\.LIST|maven/.*|[^/]+\\.(SF|RSA|DSA|EC))|(.*/)?module-info\\.class");

  private final Path program;
  private final Path directory;
  private final int release;
  private final Staging staging;
  private final Set<Path> seen = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param directory for its parts; empty
   * @param release of Java that will run it; classes for later ones do not count
   */
  public ProgramReader(Path program, Path directory, int release) {
    this.program = program;
    this.directory = directory;
    this.release = release;
    this.staging = new Staging(directory);
  }

  /**
   * Takes it apart.
   *
   * @throws BuildFailure if it is no program
   * @throws IOException if it cannot be read, or the disk fails
   */
  public StagedProgram read() throws IOException {
    try (var jar = new JarFile(program.toFile(), false)) {
      var manifest = manifest(jar);
      if (manifest.mainClass().isEmpty()) {
        throw new BuildFailure(
            program
                + " has no main class: its manifest must have Main-Class, see jar --main-class");
      }
      if (manifest.hasAgent()) {
        throw new BuildFailure(program + " starts an agent (Launcher-Agent-Class): not supported");
      }
      if (manifest.isNested()) {
        nested(jar, manifest);
      } else {
        classes(jar, "", manifest.isMultiRelease());
        beside(program, manifest.classPath());
      }
      return new StagedProgram(
          directory,
          manifest.mainClass(),
          staging.libraries(),
          List.of(Part.RESOURCES.directory(), Part.CLASSES.directory()),
          manifest.options(),
          warnings);
    } catch (ZipException e) {
      throw new BuildFailure(program + " is no Java archive: " + e.getMessage());
    }
  }

  private static Manifests manifest(JarFile jar) throws IOException {
    var manifest = jar.getManifest();
    return new Manifests(manifest == null ? new Attributes() : manifest.getMainAttributes());
  }

  /** Classes for later releases go first, since the first of a name counts. */
  private void classes(JarFile jar, String prefix, boolean multiRelease) throws IOException {
    var names =
        jar.stream()
            .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
            .map(entry -> entry.getName().substring(prefix.length()))
            .filter(name -> !LEFT_OUT.matcher(name).matches())
            .toList();
    if (multiRelease) {
      for (var name :
          names.stream().sorted(Comparator.comparingInt(this::version).reversed()).toList()) {
        var versioned = VERSION.matcher(name);
        if (versioned.matches() && version(name) <= release) {
          file(jar, prefix + name, versioned.group(2));
        }
      }
    }
    for (var name : names) {
      if (!multiRelease || !VERSION.matcher(name).matches()) {
        file(jar, prefix + name, name);
      }
    }
  }

  private int version(String name) {
    var versioned = VERSION.matcher(name);
    return versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
  }

  private void file(JarFile jar, String entry, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(entry))) {
      staging.file(name, in);
    }
  }

  private void nested(JarFile jar, Manifests manifest) throws IOException {
    classes(jar, manifest.nestedClasses(), false);
    var prefix = manifest.nestedLibraries();
    var entries =
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(prefix) && name.endsWith(".jar"))
            .toList();
    for (var name : ordered(jar, entries)) {
      try (var in = jar.getInputStream(jar.getEntry(name))) {
        staging.library(name.substring(name.lastIndexOf('/') + 1), in);
      }
    }
  }

  /** As its index says, if it has one. */
  private static List<String> ordered(JarFile jar, List<String> entries) throws IOException {
    var index = jar.getEntry("BOOT-INF/classpath.idx");
    if (index == null) {
      return entries;
    }
    try (var in = jar.getInputStream(index)) {
      var lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("^- *\"?", "").replaceFirst("\" *$", ""))
              .toList();
      var known = lines.stream().filter(entries::contains).toList();
      var rest = entries.stream().filter(entry -> !known.contains(entry));
      return Stream.concat(known.stream(), rest).toList();
    }
  }

  /** What the class path of an archive names, and what that names in turn. */
  private void beside(Path archive, List<String> classPath) throws IOException {
    for (var entry : classPath) {
      var path = resolve(archive, entry);
      if (!seen.add(path)) {
        continue;
      }
      if (Files.isDirectory(path)) {
        directory(path);
      } else if (Files.isRegularFile(path)) {
        try (var in = Files.newInputStream(path)) {
          staging.library(String.valueOf(path.getFileName()), in);
        }
        try (var jar = new JarFile(path.toFile(), false)) {
          beside(path, manifest(jar).classPath());
        }
      } else {
        warnings.add(archive.getFileName() + " has " + entry + " in its class path: no such file");
      }
    }
  }

  private static Path resolve(Path archive, String entry) {
    try {
      return Path.of(archive.toUri().resolve(URI.create(entry))).normalize();
    } catch (IllegalArgumentException e) {
      throw new BuildFailure(
          archive + " has " + entry + " in its class path, which is no file: " + e.getMessage());
    }
  }

  private void directory(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        try (var in = Files.newInputStream(file)) {
          staging.file(root.relativize(file).toString(), in);
        }
      }
    }
  }
}
