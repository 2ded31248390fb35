package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the output of containers. */
@EndToEnd
@Requires("command:docker")
class LogDriversTest {
  private static final String CONFIG = "{{json .HostConfig.LogConfig}}";
  private static final int LINES = 100_000;

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static List<Path> files(String container) throws IOException {
    var newest = Path.of(docker.run("inspect", "-f", "{{.LogPath}}", container).text());
    try (var files = Files.list(newest.getParent())) {
      return files.filter(file -> file.getFileName().toString().startsWith("log")).toList();
    }
  }

  /** The monitor makes and removes files, engine or not; who follows misses nothing of the end. */
  @Test
  void aLogDoesNotGrowWithoutBound() throws Exception {
    var gate = Files.createDirectory(folder.resolve("gate"));
    var script = "seq 1 5000; until [ -e /gate/open ]; do sleep 0.05; done; seq 5001 " + LINES;
    docker
        .run(
            "run",
            "-d",
            "--name",
            "talker",
            "-v",
            gate + ":/gate",
            "--log-opt",
            "max-size=64k",
            "--log-opt",
            "max-file=3",
            "box:1",
            "sh",
            "-c",
            script)
        .ok();
    Jug.eventually(
        () -> assertThat(docker.run("logs", "-n", "1", "talker").text()).isEqualTo("5000"));
    docker.jug().killEngine();
    Files.createFile(gate.resolve("open"));
    assertThat(docker.jug().run("wait", "talker").text()).isEqualTo("0");

    assertThat(files("talker")).hasSize(3);
    for (var file : files("talker")) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(64 * 1024);
    }
    var kept = docker.run("logs", "talker").text().lines().toList();
    int first = Integer.parseInt(kept.getFirst());
    assertThat(first).isGreaterThan(5001);
    assertThat(kept.getLast()).isEqualTo(Integer.toString(LINES));
    assertThat(kept).hasSize(LINES - first + 1);
    assertThat(docker.run("inspect", "-f", CONFIG, "talker").text())
        .isEqualTo("{\"Type\":\"json-file\",\"Config\":{\"max-file\":\"3\",\"max-size\":\"64k\"}}");
  }

  /** A line that is longer than all files together has no beginning to show. */
  @Test
  void aLineThatLostItsBeginningIsNotShown() {
    docker
        .run(
            "run",
            "--name",
            "long",
            "--log-opt",
            "max-size=8k",
            "--log-opt",
            "max-file=2",
            "box:1",
            "sh",
            "-c",
            "head -c 100000 /dev/zero | tr '\\0' x; echo; echo end")
        .ok();

    assertThat(docker.run("logs", "long").text()).isEqualTo("end");
  }

  @Test
  void theNextStartGoesOnWithTheNewestFile() throws Exception {
    docker
        .run(
            "run",
            "--name",
            "again",
            "--log-driver",
            "local",
            "--log-opt",
            "max-size=8k",
            "--log-opt",
            "max-file=2",
            "box:1",
            "sh",
            "-c",
            "seq 1 4000 | tail -n 1500; echo end")
        .ok();
    docker.run("start", "-a", "again").ok();

    assertThat(files("again")).hasSize(2);
    assertThat(docker.run("logs", "-n", "2", "again").text()).isEqualTo("4000\nend");
  }

  @Test
  void whatIsNotKeptIsSaid() {
    docker.run("run", "--name", "quiet", "--log-driver", "none", "box:1").ok();

    assertThat(docker.run("inspect", "-f", CONFIG, "quiet").text())
        .isEqualTo("{\"Type\":\"none\",\"Config\":{}}");
    assertThat(docker.run("logs", "quiet").err())
        .contains("configured logging driver does not support reading");
  }

  @Test
  void othersAreRefused() {
    assertThat(docker.run("run", "--log-driver", "journald", "box:1").err())
        .contains("log driver journald is not there");
    assertThat(docker.run("run", "--log-driver", "xlog", "box:1").err())
        .contains("logger: no log driver named 'xlog' is registered");
    assertThat(docker.run("run", "--log-opt", "max-age=1", "box:1").err())
        .contains("unknown log opt 'max-age' for json-file log driver");
  }
}
