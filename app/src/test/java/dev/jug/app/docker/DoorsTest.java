package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Doors for people who may not do everything, keys for those far away, and who asked for what. */
@EndToEnd
@Requires({"command:docker", "command:setpriv"})
class DoorsTest {
  @TempDir static Path folder;
  private static Jug jug;
  private static Docker docker;
  private static Path audit;
  private static Path look;
  private static Path blue;
  private static Path tls;

  @BeforeAll
  static void open() throws IOException {
    jug = new Jug();
    audit = folder.resolve("audit.log");
    look = folder.resolve("look.sock");
    blue = folder.resolve("blue.sock");
    tls = folder.resolve("tls");
    jug.run("engine", "tls", "init", "--dir", tls.toString(), "--days", "3").ok();
    jug.run("engine", "stop").ok();
    var config =
        Files.writeString(
            folder.resolve("engine.json"),
            """
            {"hosts": ["unix://%1$s/run/docker.sock", "tcp://127.0.0.1:0"], "audit-log": "%2$s",
             "tlsverify": true, "tlscacert": "%5$s/ca.pem", "tlscert": "%5$s/cert.pem",
             "tlskey": "%5$s/key.pem",
             "scoped-sockets": [{"path": "%3$s", "access": "read", "group": "nogroup"},
                                {"path": "%4$s", "label": "team=blue", "group": "users"}]}
            """
                .formatted(jug.place(), audit, look, blue, tls));
    jug.run("engine", "start", "--config-file", config.toString()).ok();
    docker = new Docker(folder, jug);
    docker.run("run", "-d", "--name", "red", "-e", "KEY=secret", "box:1", "sleep", "999").ok();
  }

  @AfterAll
  static void close() {
    docker.run("rm", "-f", "red").ok();
    docker.close();
  }

  private static Result at(Path socket, String... words) {
    var all = new ArrayList<>(List.of("-H", "unix://" + socket));
    all.addAll(List.of(words));
    return docker.run(all.toArray(String[]::new));
  }

  @Test
  @DisplayName("G26: who may only look sees all, and changes nothing")
  void whoMayOnlyLookSeesAllAndChangesNothing() {
    assertThat(at(look, "ps", "--format", "{{.Names}}").text()).isEqualTo("red");
    assertThat(at(look, "inspect", "-f", "{{.State.Running}}", "red").text()).isEqualTo("true");
    at(look, "logs", "red").ok();
    at(look, "images").ok();
    at(look, "network", "ls").ok();
    at(look, "system", "df").ok();

    for (var words :
        List.of(
            List.of("rm", "-f", "red"),
            List.of("exec", "red", "id"),
            List.of("cp", "red:/etc/passwd", "-"),
            List.of("export", "red"),
            List.of("save", "box:1"),
            List.of("run", "box:1"),
            List.of("volume", "create", "one"),
            List.of("image", "prune", "-f"))) {
      assertThat(at(look, words.toArray(String[]::new)).err())
          .as(words.toString())
          .contains("this socket does not let");
    }
  }

  @Test
  @DisplayName("G26: a team has its own containers, and sees no others")
  void aTeamHasItsOwnContainers() {
    assertThat(at(blue, "run", "--name", "mine", "box:1", "echo", "hello").text())
        .isEqualTo("hello");
    assertThat(at(blue, "ps", "-a", "--format", "{{.Names}}").text()).isEqualTo("mine");
    assertThat(docker.run("inspect", "-f", "{{.Config.Labels}}", "mine").text())
        .isEqualTo("map[team:blue]");
    assertThat(at(blue, "container", "inspect", "red").err()).contains("No such container: red");
    assertThat(at(blue, "exec", "red", "id").err()).contains("No such container: red");
    assertThat(at(blue, "rm", "-f", "red").err()).contains("No such container: red");
    assertThat(at(blue, "run", "--rm", "--label", "team=red", "-v", "/own", "box:1").text())
        .isEqualTo("hello");

    // The client asks up to the second that has begun.
    Jug.eventually(() ->
        assertThat(at(blue, "events", "--since", "1h", "--until", "0s").text())
            .contains("name=mine")
            .doesNotContain("red"));
    at(blue, "rm", "mine").ok();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--privileged",
        "-v /:/host",
        "-v name:/data",
        "--mount type=volume,target=/h,volume-opt=type=none,volume-opt=o=bind,volume-opt=device=/",
        "--pid host",
        "--network host",
        "--network container:red",
        "--ipc container:red",
        "--volumes-from red",
        "--link red",
        "--cap-add NET_ADMIN",
        "--security-opt seccomp=unconfined",
        "--device /dev/null",
        "--device-cgroup-rule 'c 1:3 rwm'",
        "--cgroup-parent /other",
        "--oom-score-adj -5",
        "--pids-limit -1",
        "--oom-kill-disable",
        "--log-driver syslog --log-opt syslog-address=udp://127.0.0.1:9",
        "--network name=bridge,driver-opt=dev.jug.guard=false"
      })
  void noContainerOfATeamReachesMore(String options) {
    var words = new ArrayList<>(List.of("create", "--name", "more"));
    words.addAll(List.of(options.replace("'c 1:3 rwm'", "c@1:3@rwm").split(" ")));
    words.replaceAll(word -> word.replace('@', ' '));
    words.add("box:1");

    assertThat(at(blue, words.toArray(String[]::new)).err())
        .contains("this socket makes no containers with");
    assertThat(docker.run("ps", "-aq", "-f", "name=more").text()).isEmpty();
  }

  /** Less than usual is nobody's loss. */
  @Test
  void aTeamMayHaveZones() {
    var map = "awk '{print $2}' /proc/self/uid_map";
    var said = at(blue, "run", "--rm", "--isolation", "zone", "box:1", "sh", "-c", map);

    assertThat(said.ok().text()).matches("[1-9]\\d+");
    assertThat(at(blue, "create", "--annotation", "dev.jug.landlock=off", "box:1").err())
        .contains("this socket makes no containers with annotations");
  }

  @Test
  void noTeamTakesWhatOthersHave() throws IOException {
    var archive = Files.writeString(folder.resolve("not.tar"), "x").toString();
    at(blue, "run", "-d", "--name", "own", "box:1", "sleep", "99").ok();

    assertThat(at(blue, "exec", "--privileged", "own", "id").err()).contains("privileged");
    assertThat(at(blue, "create", "host").err()).contains("host");
    for (var words :
        List.of(
            List.of("import", archive, "box:1"),
            List.of("rmi", "box:1"),
            List.of("container", "prune", "-f"),
            List.of("commit", "red", "stolen"),
            List.of("network", "inspect", "bridge"),
            List.of("volume", "ls"),
            List.of("update", "-m", "64m", "own"),
            List.of("system", "df"))) {
      assertThat(at(blue, words.toArray(String[]::new)).err())
          .as(words.toString())
          .contains("this socket does not let");
    }
    at(blue, "rm", "-f", "own").ok();
  }

  @Test
  @DisplayName("G26: sockets belong to their groups, and nobody else gets in")
  void socketsBelongToTheirGroups() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    for (var socket : List.of(look, blue)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw----");
    }
    assertThat(as("nogroup", look).code()).isZero();
    assertThat(as("nogroup", blue).err()).contains("permission denied");
  }

  private static Result as(String group, Path socket) {
    var words = List.of("setpriv", "--reuid", "65534", "--regid", group, "--clear-groups");
    var command = new ArrayList<>(words);
    command.addAll(List.of("env", "HOME=/nowhere", "docker", "-H", "unix://" + socket, "ps"));
    return Jug.finish(jug.start(command), new byte[0]);
  }

  @Test
  @DisplayName("G28: keys made by one command let their owner in, and nobody else")
  void keysLetTheirOwnerIn() {
    jug.run("engine", "tls", "client", "--dir", tls.toString(), "build-bot").ok();

    assertThat(overTls("client", "version", "-f", "{{.Server.Os}}").text()).isEqualTo("linux");
    overTls("build-bot", "kill", "--signal", "CONT", "red").ok();
    assertThat(docker.run("-H", place(), "ps").code()).isNotZero();
    assertThat(audit).content().contains("\"certificate\":\"CN=build-bot\"");
    assertThat(jug.run("engine", "tls", "init", "--dir", tls.toString()).err())
        .contains("there are keys in");
    assertThat(jug.run("engine", "tls", "client", "--dir", tls.toString(), "../x").err())
        .contains("invalid name");
    var other = folder.resolve("other").toString();
    assertThat(jug.run("engine", "tls", "init", "--dir", other, "--host", "no name").err())
        .contains("cannot make a certificate for no name");
    jug.run("engine", "tls", "init", "--dir", other, "--host", "a.name").ok();
  }

  private static String place() {
    return jug.run("engine", "status")
        .text()
        .lines()
        .filter(line -> line.startsWith("docker:"))
        .map(line -> line.replaceFirst(".* ", ""))
        .findFirst()
        .orElseThrow();
  }

  private static Result overTls(String client, String... words) {
    var keys = tls.resolve(client);
    var all = new ArrayList<>(List.of("-H", place(), "--tlsverify"));
    all.addAll(List.of("--tlscacert", keys + "/ca.pem", "--tlscert", keys + "/cert.pem"));
    all.addAll(List.of("--tlskey", keys + "/key.pem"));
    all.addAll(List.of(words));
    return docker.run(all.toArray(String[]::new));
  }

  @Test
  @DisplayName(
      "G28: keys are made where settings name them already, and no engine can start without")
  void keysAreMadeBeforeThereIsAnEngine(@TempDir Path folder) throws IOException {
    var keys = folder.resolve("keys");
    Files.writeString(
        folder.resolve("engine.json"),
        """
        {"hosts": ["tcp://127.0.0.1:0"], "tlsverify": true, "tlscacert": "%1$s/ca.pem",
         "tlscert": "%1$s/cert.pem", "tlskey": "%1$s/key.pem"}
        """
            .formatted(keys));
    try (var early = new Jug(List.of("env", "JUG_CONFIG=" + folder.resolve("engine.json")))) {
      assertThat(early.run("ps").err())
          .contains("cert.pem cannot be used: No such file or directory", "jug engine tls init");
      assertThat(early.run("engine", "tls", "init", "--dir", keys.toString()).ok().out())
          .contains("ca.pem, cert.pem, key.pem", "localhost");
      assertThat(early.run("engine", "tls", "init", "--dir", keys.toString()).code()).isEqualTo(1);
      assertThat(early.run("engine", "tls", "client", "ann", "--dir", keys.toString()).text())
          .endsWith("ann");
      early.run("ps").ok();
    }
  }

  @Test
  @DisplayName("G26: the audit log says who asked for what")
  void theAuditSaysWhoAskedForWhat() throws IOException {
    docker.run("rename", "red", "red2").ok();
    docker.run("rename", "red2", "red").ok();
    jug.run("run", "--rm", "-e", "TOKEN=secret", "--rootfs", "/nowhere", "true");
    at(look, "kill", "red");

    Jug.eventually(() ->
        assertThat(audit)
            .content()
            .containsPattern(
                "\"door\":\"docker\",\"user\":\"root\",\"group\":\"root\",\"id\":\"[0-9-]+\","
                    + "\"request\":\"POST /v[0-9.]+/containers/red/rename\\?name=red2\","
                    + "\"status\":\"204\"")
            .containsPattern(
                "\"door\":\"jug\",\"uid\":\"0\",\"gid\":\"0\",\"pid\":\"\\d+\",\"request\":\"run --rm"
                    + " -e TOKEN=\\*\\*\\* --rootfs /nowhere true\",\"status\":\"125\"")
            .containsPattern(
                "\"door\":\"[^\"]+look.sock\"[^}]*POST /v[0-9.]+/containers/red/kill[^}]*"
                    + "\"status\":\"403\"")
            .doesNotContain("secret")
            .doesNotContain("GET /v"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit)))
        .isEqualTo("rw-------");
  }
}
