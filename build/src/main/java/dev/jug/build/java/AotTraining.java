package dev.jug.build.java;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.java.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an AOT cache (JEP 514) is made: a program runs once in a step of the build, and shows what it
 * loads.
 *
 * @param arguments of that run
 * @param seconds after which it is told to end, from 1
 */
public record AotTraining(List<String> arguments, int seconds) {
  /** The name of the context that has what runs it. */
  static final String CONTEXT = "training";

  /** The cache, in the image. */
  static final String CACHE = "/app/app.aot";

  private static final String PLACE = "/run/jug-training";
  private static final String TRAINING = Training.class.getName();
  private static final List<String> CLASSES =
      List.of(TRAINING, Training.class.getPackageName() + ".TrainingFailure");

  public AotTraining {
    arguments = List.copyOf(arguments);
    if (seconds < 1) {
      throw new BuildFailure("a training run of " + seconds + " seconds makes no AOT cache");
    }
  }

  /** The step that makes it. */
  String step(String java, List<String> command) {
    var words = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", PLACE, TRAINING));
    words.addAll(List.of(CACHE, Integer.toString(seconds), java, "-XX:AOTCacheOutput=" + CACHE));
    words.addAll(command);
    words.addAll(arguments);
    return "RUN --mount=from=" + CONTEXT + ",target=" + PLACE + " " + StagedProgram.json(words);
  }

  /** Writes the files of the context. */
  static void write(Path directory) throws IOException {
    for (var name : CLASSES) {
      var file = name.replace('.', '/') + ".class";
      try (var in = AotTraining.class.getModule().getResourceAsStream(file)) {
        if (in == null) {
          throw new IOException("no such class: " + name);
        }
        var place = directory.resolve(file);
        Files.createDirectories(place.getParent());
        Files.copy(in, place);
      }
    }
  }
}
