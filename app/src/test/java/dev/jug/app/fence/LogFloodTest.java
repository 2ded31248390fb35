package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One that says something without end, and one who wants to be heard. */
@EndToEnd
class LogFloodTest {
  private static final long KEPT = 2 << 20;
  private static final int ANSWERS = 10;
  private static final double SLOWER = 3;

  @Test
  @DisplayName(
      "G37: beside a flood of output others are heard as before, and the disk is not filled")
  void aFloodStaysWithinItsRotation() throws IOException {
    try (var box = new Box()) {
      box.start("victim", "", "sleep 999");
      answers(box);
      long quiet = answers(box);
      var id = box.start("flood", "--log-opt max-size=1m --log-opt max-file=2", "yes flood");
      long crowded = answers(box);
      assertThat((double) crowded / quiet).as("slower").isLessThanOrEqualTo(SLOWER);
      assertThat(box.jug().run("logs", "flood").ok().out().length()).isBetween(1, (int) KEPT);
      assertThat(size(box.jug().place().resolve("state/containers").resolve(id)))
          .isBetween(KEPT / 4, KEPT + (64 << 10));
      box.removeAll();
    }
  }

  /** How long answers take, in nanoseconds: each begins with a program that is started. */
  private static long answers(Box box) {
    long start = System.nanoTime();
    for (int i = 0; i < ANSWERS; i++) {
      assertThat(box.run("", "echo answer").text()).isEqualTo("answer");
    }
    return System.nanoTime() - start;
  }

  private static long size(Path directory) throws IOException {
    long sum = 0;
    try (var files = Files.newDirectoryStream(directory, "log*")) {
      for (var file : files) {
        sum += Files.size(file);
      }
    }
    return sum;
  }
}
