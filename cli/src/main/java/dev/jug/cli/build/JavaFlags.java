package dev.jug.cli.build;

import dev.jug.build.java.AotTraining;
import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is built of a Java program without a Dockerfile. */
final class JavaFlags {
  private static final int SECONDS = 20;

  @Option(
      names = "--java",
      paramLabel = "JAR",
      description = "Build an image of this Java program, with a run-time image of its own.")
  @Nullable String java;

  @Option(
      names = "--java-modules",
      split = ",",
      description = "Modules of the JDK besides those that the program refers to.")
  List<String> modules = new ArrayList<>();

  @Option(
      names = "--aot",
      description =
          "With an AOT cache: the program runs once in the build, and starts sooner then.")
  boolean aot;

  @Option(
      names = "--aot-arg",
      paramLabel = "WORD",
      description = "An argument of the program for that run; may be given several times.")
  List<String> arguments = new ArrayList<>();

  @Option(
      names = "--aot-seconds",
      paramLabel = "N",
      description = "When that run is told to end, if it does not end by itself; default is 20.")
  @Nullable Integer seconds;

  /**
   * Looks whether they make sense together.
   *
   * @throws Invalid if not
   */
  void check() {
    if (aot && java == null) {
      throw new Invalid("--aot is for Java programs", "Write jug build --java JAR --aot.");
    }
    if (!aot && (!arguments.isEmpty() || seconds != null)) {
      throw new Invalid("--aot-arg and --aot-seconds need --aot", "They say how its run is made.");
    }
  }

  /** How an AOT cache is made; null if none is wanted. */
  @Nullable AotTraining training() {
    return aot ? new AotTraining(arguments, seconds == null ? SECONDS : seconds) : null;
  }
}
