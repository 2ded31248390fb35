package dev.jug.build.java;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program whose parts lie in directories, ready to be copied into an image.
 *
 * @param directory has them
 * @param mainClass with its package
 * @param libraries names of archives in the order of the class path, below {@link Part#LIBRARIES}
 *     or {@link Part#SNAPSHOTS}
 * @param options of the virtual machine that its manifest asks for
 * @param warnings of what was named and is not there
 */
public record StagedProgram(
    Path directory,
    String mainClass,
    List<Library> libraries,
    List<String> options,
    List<String> warnings) {
  /** The name of the context that has the run-time image. */
  public static final String RUN_TIME = "run-time";

  /** Where run-time image and program are in the image that is made. */
  private static final String JAVA = "/opt/java";

  private static final String HOME = "/app/";

  public StagedProgram {
    libraries = List.copyOf(libraries);
    options = List.copyOf(options);
    warnings = List.copyOf(warnings);
  }

  /** What becomes a layer, the one that changes most seldom first. */
  public enum Part {
    LIBRARIES("dependencies"),
    SNAPSHOTS("snapshot-dependencies"),
    RESOURCES("resources"),
    CLASSES("classes");

    private final String directory;

    Part(String directory) {
      this.directory = directory;
    }

    /** Its name below the program's directory, and in the image. */
    public String directory() {
      return directory;
    }
  }

  /**
   * An archive of the class path.
   *
   * @param part where it is
   * @param name its file
   */
  public record Library(Part part, String name) {
    String path() {
      return part.directory + "/" + name;
    }
  }

  /** The directory of a part; it is there only if the part has something. */
  public Path part(Part part) {
    return directory.resolve(part.directory);
  }

  /** Files of the class path as they lie here. */
  public List<Path> classPath() {
    return libraries.stream().map(library -> directory.resolve(library.path())).toList();
  }

  /** Says how the parts become an image. */
  public String dockerfile() {
    var lines = new ArrayList<>(List.of("FROM scratch", "COPY --from=" + RUN_TIME + " . /"));
    for (var part : Part.values()) {
      if (Files.isDirectory(part(part))) {
        lines.add("COPY " + part.directory + " " + HOME + part.directory);
      }
    }
    lines.add("ENV JAVA_HOME=" + JAVA + " PATH=" + JAVA + "/bin:/usr/bin:/bin LANG=C.UTF-8");
    lines.add("ENTRYPOINT " + json(command()));
    return String.join("\n", lines) + "\n";
  }

  private List<String> command() {
    var words = new ArrayList<>(List.of(JAVA + "/bin/java"));
    words.addAll(options);
    var path =
        Stream.concat(
                Stream.of(Part.RESOURCES.directory, Part.CLASSES.directory),
                libraries.stream().map(Library::path))
            .map(each -> HOME + each)
            .collect(Collectors.joining(":"));
    words.addAll(List.of("-cp", path, mainClass));
    return words;
  }

  private static String json(List<String> words) {
    return words.stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
