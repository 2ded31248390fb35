package dev.jug.build.java.training;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a program for some time, so that its virtual machine writes an AOT cache when it ends
 * (java(1), {@code -XX:AOTCacheOutput}). One that does not end by itself is told to, by SIGTERM, as
 * in a container.
 */
public final class Training {
  /** To end by itself, and to have the cache written. */
  private static final Duration END = Duration.ofMinutes(2);

  private static final String ADVICE =
      ". --aot-arg gives it an argument (one each), --aot-seconds says how long it may run";

  private Training() {}

  /**
   * Runs it.
   *
   * @param words path of the cache, seconds, and the command
   * @throws TrainingFailure if there is no cache, or the program fails
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    var all = List.of(words);
    train(
        Path.of(all.get(0)),
        Duration.ofSeconds(Long.parseLong(all.get(1))),
        all.subList(2, words.length));
  }

  private static void train(Path cache, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).inheritIO().redirectInput(new File("/dev/null")).start();
    if (process.waitFor(limit)) {
      if (process.exitValue() != 0) {
        throw new TrainingFailure(
            "the program ended with "
                + process.exitValue()
                + " when it was to show what it does"
                + ADVICE);
      }
    } else {
      process.destroy();
      if (!process.waitFor(END)) {
        process.destroyForcibly();
        throw new TrainingFailure(
            "the program did not end within "
                + END.toSeconds()
                + " seconds after SIGTERM"
                + ADVICE);
      }
    }
    if (!Files.exists(cache)) {
      throw new TrainingFailure(
          "the program ended with " + process.exitValue() + ", and left no AOT cache" + ADVICE);
    }
  }
}
