package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an engine was writing when it was killed goes with the next one. */
@EndToEnd
class UnfinishedTest {
  @Test
  void halfOfARecordIsRemoved() throws IOException {
    try (var jug = new Jug()) {
      jug.run("engine", "start").ok();
      jug.run("rc", "create", "job").ok();
      jug.run("network", "ls").ok();
      jug.killEngine();
      var halves =
          Stream.of("networks", "pods", "resources", "kube/played")
              .map(folder -> jug.place().resolve("state").resolve(folder).resolve("x.json.tmp"))
              .toList();
      for (var half : halves) {
        Files.createDirectories(half.getParent());
        Files.writeString(half, "{");
      }

      jug.run("engine", "start").ok();
      jug.run("network", "ls").ok();

      assertThat(halves).noneMatch(Files::exists);
      jug.run("rc", "rm", "job").ok();
      for (var folder : Stream.of("pods", "kube/played", "kube").map(Path::of).toList()) {
        Files.deleteIfExists(jug.place().resolve("state").resolve(folder));
      }
    }
  }
}
