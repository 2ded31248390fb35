package dev.jug.build.java;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program whose parts lie in directories, ready to be copied into an image.
 *
 * @param directory has them
 * @param mainClass with its package
 * @param libraries names of archives in the order of the class path, below {@link Part#LIBRARIES}
 *     or {@link Part#SNAPSHOTS}
 * @param own the program's own files in the class path, below its directory
 * @param options of the virtual machine that its manifest asks for
 * @param warnings of what was named and is not there
 */
public record StagedProgram(
    Path directory,
    String mainClass,
    List<Library> libraries,
    List<String> own,
    List<String> options,
    List<String> warnings) {
  /** The name of the context that has the run-time image. */
  public static final String RUN_TIME = "run-time";

  /** Where run-time image and program are in the image that is made. */
  private static final String JAVA = "/opt/java";

  private static final String COMMAND = JAVA + "/bin/java";
  private static final String HOME = "/app/";

  public StagedProgram {
    libraries = List.copyOf(libraries);
    own = List.copyOf(own);
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

  /** The same with other files of its own. */
  StagedProgram withOwn(List<String> files) {
    return new StagedProgram(directory, mainClass, libraries, files, options, warnings);
  }

  /**
   * The same, ready for an AOT cache: what it consists of are archives, and what makes the cache
   * lies beside them.
   *
   * @throws IOException if the disk fails
   */
  public StagedProgram forCache() throws IOException {
    AotTraining.write(directory.resolve(AotTraining.CONTEXT));
    return Packing.pack(this);
  }

  /**
   * Directories of the build besides its context, by name.
   *
   * @param runTime has the run-time image
   */
  public Map<String, Path> contexts(Path runTime) {
    var training = directory.resolve(AotTraining.CONTEXT);
    return Files.isDirectory(training)
        ? Map.of(RUN_TIME, runTime, AotTraining.CONTEXT, training)
        : Map.of(RUN_TIME, runTime);
  }

  /**
   * Says how the parts become an image.
   *
   * @param training makes an AOT cache, after {@link #forCache}; null for none
   */
  public String dockerfile(@Nullable AotTraining training) {
    var lines =
        new ArrayList<>(List.of("FROM scratch AS program", "COPY --from=" + RUN_TIME + " . /"));
    for (var part : Part.values()) {
      if (Files.isDirectory(part(part))) {
        lines.add("COPY " + part.directory + " " + HOME + part.directory);
      }
    }
    lines.add("ENV JAVA_HOME=" + JAVA + " PATH=" + JAVA + "/bin:/usr/bin:/bin LANG=C.UTF-8");
    var words = new ArrayList<>(List.of(COMMAND));
    if (training != null) {
      lines.add("FROM program AS " + AotTraining.CONTEXT + "-run");
      lines.add(training.step(COMMAND, command()));
      lines.add("FROM program");
      var cache = AotTraining.CACHE;
      lines.add("COPY --from=" + AotTraining.CONTEXT + "-run " + cache + " " + cache);
      words.add("-XX:AOTCache=" + cache);
    }
    words.addAll(command());
    lines.add("ENTRYPOINT " + json(words));
    return String.join("\n", lines) + "\n";
  }

  private List<String> command() {
    var words = new ArrayList<>(options);
    var path =
        Stream.concat(own.stream(), libraries.stream().map(Library::path))
            .map(each -> HOME + each)
            .collect(Collectors.joining(":"));
    words.addAll(List.of("-cp", path, mainClass));
    return words;
  }

  static String json(List<String> words) {
    return words.stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
