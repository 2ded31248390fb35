package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All containers remapped, as a daemon.json of Docker's has it, by the stock client. */
@EndToEnd
@Requires("command:docker")
class UsernsRemapTest {
  private static final String MAP = "cat /proc/self/uid_map";

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() throws IOException {
    var settings = Files.writeString(folder.resolve("e.json"), "{\"userns-remap\": \"default\"}");
    var jug = new Jug();
    jug.run("engine", "start", "--config-file", settings.toString()).ok();
    docker = new Docker(folder, jug);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static String out(String... words) {
    return docker.run(words).ok().out();
  }

  @Test
  @DisplayName("G31: userns-remap makes root of every container an ordinary user of the machine")
  void everyContainerIsRemapped() {
    assertThat(out("info", "--format", "{{.SecurityOptions}}")).contains("name=userns");
    assertThat(out("run", "--rm", "box:1", "sh", "-c", MAP + "; id -u"))
        .containsPattern("^ +0 +1879048192 +65536\n0\n$");
    assertThat(out("run", "--rm", "--userns", "host", "box:1", "sh", "-c", MAP))
        .containsPattern("^ +0 +0 +4294967295\n$");
  }

  @Test
  void whatNeedsTheMachineSaysSo() {
    assertThat(docker.run("run", "--rm", "--privileged", "box:1", "true").err())
        .contains("privileged mode is incompatible with user namespaces");
    out("run", "--rm", "--privileged", "--userns", "host", "box:1", "true");
    assertThat(docker.run("run", "--rm", "--network", "host", "box:1", "true").err())
        .contains("cannot share the host's network namespace when user namespaces are enabled");
  }

  @Test
  void filesKeepTheirOwners() {
    out(
        "run",
        "--name",
        "made",
        "-v",
        "data:/d",
        "box:1",
        "sh",
        "-c",
        "touch /mine /d/his; chown 7 /d/his");
    assertThat(out("diff", "made")).isEqualTo("A /d\nA /mine\n");
    out("commit", "made", "box:2");
    var look = "stat -c %u /mine /d/his";
    assertThat(out("run", "--rm", "-v", "data:/d", "box:2", "sh", "-c", look)).isEqualTo("0\n7\n");
    assertThat(out("run", "--rm", "-v", "data:/d", "--userns", "host", "box:2", "sh", "-c", look))
        .isEqualTo("0\n7\n");
    out("rm", "made");
    out("volume", "rm", "data");
    out("rmi", "box:2");
  }
}
