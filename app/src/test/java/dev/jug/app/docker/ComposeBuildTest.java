package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services whose images are built, with the stock Compose. */
@EndToEnd
@Requires("command:docker")
class ComposeBuildTest {
  @TempDir static Path folder;
  private static Docker docker;

  private static final String PROJECT =
      """
      services:
        web:
          build:
            context: ./web
            dockerfile: Web.dockerfile
            target: run
            args: {COLOUR: green}
            labels: {mine: "yes"}
            shm_size: 1m
          command: cat /page
        plain:
          image: named:1
          build: ./plain
      """;

  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    Files.createDirectory(folder.resolve("web"));
    Files.createDirectory(folder.resolve("plain"));
    docker.file("web/page", "page in ");
    docker.file(
        "web/Web.dockerfile",
        "FROM box:1 AS run\nARG COLOUR\nCOPY page /\nRUN echo $COLOUR >> /page\nFROM box:1\nRUN exit 1\n");
    docker.file("plain/Dockerfile", "FROM box:1\nCMD echo plain\n");
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @Test
  @Requires("command:docker-compose")
  void version1BuildsByTheDockerCommand() {
    builds("docker-compose", "shop_web");
  }

  @Test
  @Requires("command:docker-compose-v2")
  void version2BuildsWithBuildKit() {
    builds("docker-compose-v2", "shop-web");
  }

  private static void builds(String program, String image) {
    var shop = new Compose(program, docker, "shop", List.of(docker.file("shop.yml", PROJECT)));
    shop.run("build").ok();
    assertThat(shop.run("run", "--rm", "-T", "web").ok().out()).isEqualTo("page in green\n");
    assertThat(docker.run("run", "--rm", "named:1").ok().text()).isEqualTo("plain");
    assertThat(docker.run("inspect", "-f", "{{.Config.Labels.mine}}", image).text())
        .isEqualTo("yes");

    docker.run("rmi", "named:1").ok();
    shop.run("up", "-d", "--build").ok();
    shop.run("down", "--rmi", "all", "-t", "0").ok();
    assertThat(docker.run("images", "-q", image).text()).isEmpty();
    assertThat(docker.run("images", "-q", "named:1").text()).isEmpty();
  }
}
