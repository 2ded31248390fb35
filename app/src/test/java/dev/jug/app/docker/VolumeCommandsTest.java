package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes with our own commands, beside the stock client. */
@EndToEnd
@Requires("command:docker")
class VolumeCommandsTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    docker.makeImage("data:1", List.of("CMD [\"true\"]", "VOLUME /data"));
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @Test
  void ourOwnCommandDoesTheSame() {
    var jug = docker.jug();
    assertThat(jug.run("volume", "create", "--label", "a", "own").text()).isEqualTo("own");
    jug.run(
            "run",
            "--rm",
            "-v",
            "own:/own",
            "--mount",
            "type=tmpfs,dst=/t",
            "data:1",
            "--",
            "sh",
            "-c",
            "echo 1 > /own/file")
        .ok();
    jug.run("create", "--name", "one", "-v", "own:/own", "data:1", "--", "true").ok();
    assertThat(
            jug.run("run", "--rm", "--volumes-from", "one:ro", "box:1", "--", "cat", "/own/file")
                .text())
        .isEqualTo("1");

    assertThat(jug.run("volume", "ls", "-q", "-f", "label=a").text()).isEqualTo("own");
    assertThat(jug.run("volume", "ls", "--format", "{{.Name}}={{.Driver}}").text())
        .contains("own=local");
    assertThat(jug.run("volume", "inspect", "-f", "{{.Scope}}", "own").text()).isEqualTo("local");
    assertThat(jug.run("inspect", "-f", "{{.Name}}", "own").text()).isEqualTo("own");
    assertThat(jug.run("inspect", "-f", "{{.Image}}", "one").text()).startsWith("sha256:");
    assertThat(jug.run("system", "df").text()).containsPattern("Local Volumes +2 +2 ");
    assertThat(jug.run("system", "df", "-v").text()).containsPattern("(?m)^own +1 +\\d");
    assertThat(jug.run("volume", "rm", "own").err()).contains("volume is in use");
    jug.run("rm", "-v", "one").ok();
    jug.run("create", "--name", "two", "data:1", "--", "true").ok();
    assertThat(jug.run("system", "prune", "-f", "--volumes").text()).contains("Deleted Volumes:");
    assertThat(jug.run("volume", "prune", "-f", "--filter", "label!=a").text())
        .isEqualTo("Total reclaimed space: 0B");
    assertThat(jug.run("volume", "prune", "-f", "-a").text()).contains("own");
  }

  @Test
  void sizesOfContainersCountTheirImage() {
    docker.run("create", "--name", "one", "box:1").ok();

    var sizes = docker.run("inspect", "-s", "-f", "{{.SizeRw}} {{.SizeRootFs}}", "one").text();

    var pair = sizes.split(" ", -1);
    assertThat(Long.parseLong(pair[1])).isGreaterThan(Long.parseLong(pair[0]) + 100_000);
    assertThat(docker.run("inspect", "-f", "{{range .Mounts}}{{.Name}}{{end}}", "one").text())
        .isEmpty();
  }
}
