package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much containers share with the machine, by one word. */
@EndToEnd
class IsolationLadderTest {
  private static final String ROOT = "awk '{print $2}' /proc/self/uid_map";
  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @ParameterizedTest
  @CsvSource({"default, true", "container, true", "userns, false", "zone, false"})
  @DisplayName("G29: root is root of the machine on the first rung only")
  void rootIsNobodyAboveTheFirstRung(String word, boolean isRoot) {
    var outside = box.run("--isolation " + word, ROOT).ok().text();

    assertThat(outside.equals("0")).as(outside).isEqualTo(isRoot);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sandbox | isolation sandbox is not there: Jug has no kernel beside the machine's",
        "microvm | isolation microvm is not there: Jug has no kernel beside the machine's",
        "hyperv  | invalid isolation 'hyperv'",
      })
  @DisplayName("G29: rungs that need another kernel are refused with that reason")
  void rungsThatAreNotThere(String word, String why) {
    var said = box.run("--isolation " + word, "true");

    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains(why);
  }

  @Test
  @DisplayName(
      "G25: a zone has files, network, devices, processes and IPC of its own, and sees itself")
  void aZoneIsByItself() {
    var script =
        """
        set -e; ls /proc | grep -c '^[0-9]'; ls /sys/class/net; cat /proc/sysvipc/shm | wc -l
        ls /dev | grep -c -e '^sd' -e '^vd' -e '^loop' -e '^mem$' || true
        awk '/MemTotal/ {print $2}' /proc/meminfo; grep -c ' /proc/meminfo ' /proc/mounts
        mount -t tmpfs none /mnt 2>&1 || true; hostname
        """;
    var said = box.run("--profile zone -m 64m --hostname z", script).ok();

    assertThat(said.text()).matches("[1-5]\\nlo\\n1\\n0\\n65536\\n1\\nmount: .*\\nz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--privileged",
        "--pid host",
        "--ipc host",
        "--uts host",
        "--cgroupns host",
        "--userns host",
        "--security-opt seccomp=unconfined",
        "--security-opt systempaths:unconfined",
        "--security-opt landlock=off",
      })
  @DisplayName("G25: nothing that leads out of a zone is given to one")
  void aZoneSharesNothing(String option) {
    var said = box.run("--profile zone " + option, "true");

    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains("conflicting options: --isolation and " + option);
  }

  @Test
  @Requires("kernel:6.12")
  @DisplayName("G25: a zone mounts nothing, whatever capabilities it has; a container does")
  void aZoneIsFencedByLandlock() {
    var mount = "--cap-add SYS_ADMIN ";
    var script = "mount -t tmpfs none /dev/shm 2> /dev/null && echo mounted";

    assertThat(box.run(mount + "--isolation userns", script).out()).isEqualTo("mounted\n");
    assertThat(box.run(mount + "--isolation zone", script).out()).isEmpty();
  }

  @Test
  @Requires("command:docker")
  @DisplayName("G29: docker's clients say the same word")
  void dockersClientsToo(@TempDir Path folder) {
    try (var docker = new Docker(folder)) {
      docker.run("run", "-d", "--name", "zone", "--isolation", "zone", "box:1", "sleep", "99").ok();

      assertThat(docker.run("exec", "zone", "sh", "-c", ROOT).text()).isNotEqualTo("0");
      assertThat(docker.run("inspect", "-f", "{{.HostConfig.SecurityOpt}}", "zone").text())
          .contains("landlock=default");
      assertThat(docker.run("run", "--isolation", "hyperv", "box:1", "true").err())
          .contains("invalid isolation 'hyperv': only 'default' is on Linux");
    }
  }
}
