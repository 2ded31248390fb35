package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every feature of Dockerfiles, each with the files that must come of it. */
@EndToEnd
@Requires("command:docker")
class BuildCorpusTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  static Stream<BuildCase> cases() throws IOException, URISyntaxException {
    var corpus = Path.of(BuildCorpusTest.class.getResource("dockerfiles").toURI());
    try (var files = Files.list(corpus)) {
      return files.sorted().map(BuildCase::read).toList().stream();
    }
  }

  @Test
  void theCorpusIsLarge() throws IOException, URISyntaxException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDockerfileBecomesWhatItSays(BuildCase wanted) throws IOException {
    var context = Files.createTempDirectory(folder, "context");
    wanted.write(context);
    var result = build(wanted, context);

    if (!wanted.failure().isEmpty()) {
      assertThat(result.code()).as(result.toString()).isNotZero();
      assertThat(result.err()).contains(wanted.failure()).doesNotContain("Exception");
      return;
    }
    var image = result.text().lines().reduce((_, last) -> last).orElseThrow();
    var files = new ImageFiles(unpacked(image));
    for (var line : wanted.expected()) {
      if (line.startsWith("config ")) {
        config(image, line);
      } else {
        files.check(line);
      }
    }
  }

  private static Result build(BuildCase wanted, Path context) {
    var words = new ArrayList<>(List.of("build", "-q"));
    words.addAll(wanted.options());
    words.add(context.toString());
    return docker.run(words.toArray(String[]::new));
  }

  private static Path unpacked(String image) throws IOException {
    var id = docker.run("create", image, "nothing").text();
    var archive = folder.resolve(id + ".tar");
    var root = Files.createTempDirectory(folder, "root");
    docker.run("export", "-o", archive.toString(), id).ok();
    docker.run("rm", id).ok();
    var tar = List.of("tar", "-xpf", archive.toString(), "--numeric-owner", "-C", root.toString());
    Jug.finish(docker.jug().start(tar), new byte[0]).ok();
    Files.delete(archive);
    return root;
  }

  private static void config(String image, String line) {
    var words = line.split(" ", 3);
    assertThat(docker.run("image", "inspect", "-f", "{{" + words[1] + "}}", image).text())
        .as(line)
        .isEqualTo(words[2]);
  }
}
