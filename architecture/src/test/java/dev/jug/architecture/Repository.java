package dev.jug.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository as they are on disk, without what a build makes. */
final class Repository {
  static final Path ROOT = Path.of(System.getProperty("jug.root", ".."));

  private static final Set<String> GENERATED = Set.of(".git", ".idea", ".vscode", "target");
  private static final Path NATIVE = Path.of("native", "build");
  private static final List<Path> FILES = walk();

  private Repository() {}

  /** Files with this ending, as paths from the root. */
  static Stream<Path> files(String ending) {
    return FILES.stream().filter(path -> path.toString().endsWith(ending));
  }

  /** What is shipped or shared: all Java but tests. */
  static Stream<Path> mainSources() {
    return files(".java").filter(path -> path.toString().contains("/src/main/java/"));
  }

  static String text(Path path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  private static List<Path> walk() {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var name = folder.getFileName();
              boolean generated =
                  (name != null && GENERATED.contains(name.toString()))
                      || ROOT.relativize(folder).equals(NATIVE);
              return generated ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(ROOT.relativize(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(files);
  }
}
