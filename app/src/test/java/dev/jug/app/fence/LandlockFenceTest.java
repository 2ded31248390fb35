package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of Landlock, as a user gives them. */
@EndToEnd
@Requires("kernel:6.12")
class LandlockFenceTest {
  private static final String FILES =
      """
      {"paths": {"read": ["/etc"], "execute": ["/bin", "-/lib64"], "write": ["/tmp", "/dev"]}}
      """;

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

  /** The options for a policy that lies in a file. */
  private static String policy(String json) throws IOException {
    return "--security-opt landlock=" + Files.writeString(box.folder().resolve("p.json"), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ls /etc > /dev/null | ",
        "echo x > /tmp/x; mkdir /tmp/d; mv /tmp/x /tmp/d/y; rm -r /tmp/d | ",
        "ls /proc | can't open '/proc': Permission denied",
        "echo x > /etc/x | can't create /etc/x: Permission denied",
        "cp /bin/busybox /tmp/sh; /tmp/sh -c true | /tmp/sh: Permission denied",
        "mount -t tmpfs none /tmp | permission denied",
      })
  @DisplayName("G13: files are read, written and executed where the policy says, nowhere else")
  void filesAreThoseOfThePolicy(String script, String refused) throws IOException {
    var open = "--cap-add SYS_ADMIN --security-opt seccomp=unconfined --tmpfs /tmp:exec ";

    assertThat(box.run(open, script).err()).as("without").isEmpty();
    var fenced = box.run(open + policy(FILES), script);
    if (refused == null) {
      assertThat(fenced.ok().err()).isEmpty();
    } else {
      assertThat(fenced.err()).contains(refused);
    }
  }

  @Test
  @DisplayName("G13: ports of TCP are those of the policy, to listen at and to call")
  void portsAreThoseOfThePolicy() throws IOException {
    var tcp = policy("{\"tcp\": {\"bind\": [8080], \"connect\": [8080]}}");
    var script =
        """
        (echo hello | nc -l -p 8080 &) ; sleep 0.3; nc 127.0.0.1 8080
        nc -l -p 8081 2>&1; nc 127.0.0.1 8082 2>&1
        """;

    assertThat(box.run(tcp, script).out())
        .startsWith("hello\n")
        .contains("nc: bind: Permission denied")
        .contains("nc: can't connect to remote host (127.0.0.1): Permission denied");
    assertThat(box.run("", "nc 127.0.0.1 8082 2>&1").out()).contains("Connection refused");
  }

  @Test
  @DisplayName("G13: who is run in a container has its policy too, and not its processes")
  void execHasThePolicyToo() throws IOException {
    box.start("web", policy(FILES), "sleep 99");
    box.start("default", "--security-opt landlock=default", "sleep 99");
    box.start("open", "", "sleep 99");

    assertThat(box.jug().run("exec", "web", "ls", "/proc").err()).contains("Permission denied");
    assertThat(box.jug().run("exec", "open", "cat", "/proc/1/environ").out()).contains("PATH=");
    assertThat(box.jug().run("exec", "default", "cat", "/proc/1/environ").err())
        .contains("Permission denied");
    assertThat(box.jug().run("exec", "default", "kill", "-0", "1").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "--user 1000",
    "--security-opt no-new-privileges",
    "--userns auto",
    "--init",
    "--security-opt seccomp=unconfined"
  })
  @DisplayName("G13: the default takes nothing from a container that keeps to itself")
  void theDefaultTakesNothing(String options) {
    var script =
        """
        set -e; cd /dev/shm; echo x > a; mkdir d; mv a d/b; ln d/b c; cat c; rm -r c d
        mkfifo f; rm f; cat /proc/1/comm > /dev/null; ls /etc > /dev/null; : > /dev/stdout
        sleep 9 & kill $!; grep -c . /proc/mounts > /dev/null; grep CapEff /proc/self/status
        """;

    var without = box.run(options, script).ok().text();
    var with = box.run(options + " --security-opt landlock=default", script).ok();
    assertThat(with.text()).isEqualTo(without).startsWith("x");
    assertThat(with.err()).isEmpty();
  }

  @Test
  @DisplayName("G13: what is not a policy, is not there, or names what is not there is refused")
  void whatIsNoPolicyIsRefused() throws IOException {
    var typo = box.run(policy("{\"path\": {}, \"scope\": [\"signals\"]}"), "true");
    var missing = box.run("--security-opt landlock=/nowhere", "true");
    var noPath = box.run(policy("{\"paths\": {\"execute\": [\"/\", \"/none\"]}}"), "true");
    var word = box.run("--security-opt landlok=off", "true");

    assertThat(typo.err()).contains("landlock: no policy in JSON", "\"path\"");
    assertThat(missing.err()).contains("opening Landlock policy (/nowhere) failed");
    assertThat(noPath.err()).contains("landlock: execute /none", "\"-/none\" lets it be missing");
    assertThat(word.err()).contains("invalid --security-opt", "landlock=default|off|FILE");
    assertThat(typo.code()).isEqualTo(125);
    assertThat(Path.of("/none")).doesNotExist();
  }

  @Test
  @DisplayName("G13: a bundle has a policy by its annotation, and off takes it away")
  void theAnnotationIsThePolicy() {
    var said = "--annotation dev.jug.landlock=default --cap-add SYS_ADMIN ";
    var mount = "--security-opt seccomp=unconfined";
    var script = "mount -t tmpfs none /dev/shm && echo mounted";

    assertThat(box.run(said + mount, script).err()).contains("permission denied");
    assertThat(box.run(said + mount + " --security-opt landlock=off", script).text())
        .isEqualTo("mounted");
  }
}
