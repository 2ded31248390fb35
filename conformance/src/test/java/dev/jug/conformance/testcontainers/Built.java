package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.dockerfile.statement.RawStatement;

/** A user's tests with images that they build themselves. */
class Built {
  @TempDir Path folder;

  private static String output(Future<String> image) {
    try (var container = new GenericContainer<>(image)) {
      container.withStartupCheckStrategy(new OneShotStartupCheckStrategy()).start();
      return container.getLogs();
    }
  }

  @Test
  void aDockerfileIsWrittenWithABuilder() {
    var image =
        new ImageFromDockerfile()
            .withFileFromString("dir/file", "from a string")
            .withBuildArg("WHO", "you")
            .withDockerfileFromBuilder(builder ->
                builder
                    .from("box:1")
                    .withStatement(new RawStatement("ARG", "WHO"))
                    .copy("dir/file", "/file")
                    .run("echo \" for $WHO\" >> /file")
                    .cmd("cat", "/file")
                    .build());

    assertThat(output(image)).isEqualTo("from a string for you\n");
  }

  @Test
  void aDirectoryHasADockerfileAndStages() throws IOException {
    Files.writeString(folder.resolve(".dockerignore"), "left-out\n");
    Files.writeString(folder.resolve("left-out"), "");
    Files.writeString(
        folder.resolve("My.dockerfile"),
        "FROM box:1 AS first\nCOPY . /ctx\nCMD ls -A /ctx\nFROM box:1\nRUN exit 1\n");
    var image =
        new ImageFromDockerfile("mine:1", false)
            .withDockerfile(folder.resolve("My.dockerfile"))
            .withTarget("first");

    assertThat(output(image)).isEqualTo(".dockerignore\nMy.dockerfile\n");
  }

  @Test
  void aFailureIsTold() {
    var image =
        new ImageFromDockerfile()
            .withDockerfileFromBuilder(builder -> builder.from("box:1").run("exit 3").build());

    assertThatThrownBy(image::get)
        .isInstanceOf(DockerClientException.class)
        .hasMessageContaining("returned a non-zero code: 3");
  }
}
