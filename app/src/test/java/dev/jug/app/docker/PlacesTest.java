package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.image.Authority;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Docker's clients are served, and who may come in. */
@EndToEnd
@Requires({"command:docker", "command:openssl"})
class PlacesTest {
  private static final String SERVER = "{{.Server.Os}}";

  @TempDir Path folder;
  private Jug jug;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  private Result docker(String... words) {
    var command = new ArrayList<>(List.of("env", "DOCKER_CONFIG=" + folder.resolve("client")));
    command.add("docker");
    command.addAll(List.of(words));
    return Jug.finish(jug.start(command), new byte[0]);
  }

  /** Where it serves; the second word of the line. */
  private List<String> places() {
    return jug.run("engine", "status")
        .text()
        .lines()
        .filter(line -> line.startsWith("docker:"))
        .flatMap(line -> List.of(line.split(" +")).stream().skip(1))
        .toList();
  }

  private Path config(String json) throws IOException {
    return Files.writeString(folder.resolve("engine.json"), json);
  }

  @DisplayName("G28: clients show who they are")
  @Test
  void clientsShowWhoTheyAre() throws IOException {
    var authority = new Authority(folder.resolve("ca"));
    authority.issue("server", "IP:127.0.0.1").issue("client", "DNS:client");
    var stranger = new Authority(folder.resolve("other")).issue("client", "DNS:client");
    var file =
        config(
            """
            {"hosts": ["tcp://127.0.0.1:0"], "tlsverify": true,
             "tlscacert": "%s", "tlscert": "%s", "tlskey": "%s"}
            """
                .formatted(
                    authority.path("ca.crt"),
                    authority.path("server.crt"),
                    authority.path("server.key")));
    jug.run("engine", "start", "--config-file", file.toString()).ok();
    var place = places().getFirst();

    assertThat(place).startsWith("tcp://127.0.0.1:");
    assertThat(overTls(place, authority, authority).text()).isEqualTo("linux");
    assertThat(overTls(place, authority, stranger).err()).contains("tls: ");
    assertThat(docker("-H", place, "version", "--format", SERVER).code()).isNotZero();
    assertThat(jug.place().resolve("run/docker.sock")).doesNotExist();
  }

  private Result overTls(String place, Authority server, Authority client) {
    return docker(
        "-H",
        place,
        "--tlsverify",
        "--tlscacert",
        server.path("ca.crt").toString(),
        "--tlscert",
        client.path("client.crt").toString(),
        "--tlskey",
        client.path("client.key").toString(),
        "version",
        "--format",
        SERVER);
  }

  @DisplayName("G26: there may be several places")
  @Test
  void thereMayBeSeveralPlaces() throws IOException {
    var socket = folder.resolve("own.sock");
    jug.run("engine", "start", "-H", "unix://" + socket, "-H", "tcp://localhost:0", "-G", "users")
        .ok();

    assertThat(places()).hasSize(2).contains("unix://" + socket);
    for (var place : places()) {
      assertThat(docker("-H", place, "version", "--format", SERVER).text()).isEqualTo("linux");
    }
    assertThat(Files.getAttribute(socket, "unix:group").toString()).isEqualTo("users");
  }

  @DisplayName("G27: a port for everybody without TLS is refused unless forced")
  @Test
  void aPortForEverybodyIsRefused() {
    var result = jug.run("engine", "start", "-H", "tcp://0.0.0.0:0");

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("would be root on this machine: set tlsverify");
    jug.run("engine", "start", "-H", "tcp://0.0.0.0:0", "--force-plain-tcp").ok();
    assertThat(Path.of(jug.place() + "/run/engine.log"))
        .content()
        .contains("is root on this machine: it is without TLS");
  }

  @Test
  void hostsAreSaidInOnePlaceOnly() throws IOException {
    var file = config("{\n  \"hosts\": [\"tcp://127.0.0.1:0\"]\n}").toString();

    assertThat(jug.run("engine", "start", "--config-file", file, "-H", "fd://").err())
        .contains(file + ", line 2, column 3: hosts is specified both as a flag (-H)");
  }

  @Test
  void aFileCanBeTried() throws IOException {
    var good = config("{\"mtu\": 1500}").toString();
    assertThat(jug.run("engine", "start", "--validate", "--config-file", good).text())
        .isEqualTo("configuration OK");
    assertThat(jug.run("engine", "status").code()).as("no engine was started").isEqualTo(1);

    config("{\"mtu\": 1}");
    var bad = jug.run("engine", "start", "--validate", "--config-file", good);
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err()).contains("line 1, column 2: mtu: expected a number from 68 to 65535");
  }

  @Test
  @Requires("command:curl")
  void figuresAreThereForPrometheus() {
    int port = freePort();
    jug.run("engine", "start", "--metrics-addr", "127.0.0.1:" + port, "--label", "a=b").ok();

    assertThat(curl("http://127.0.0.1:" + port + "/metrics").text())
        .contains(
            "engine_daemon_engine_info{version=",
            "engine_daemon_container_states_containers{state=\"running\"} 0")
        .containsPattern("process_resident_memory_bytes [1-9][0-9]{6,}");
    assertThat(curl("http://127.0.0.1:" + port + "/info").text())
        .isEqualTo("only GET /metrics is here");
    var socket = jug.place().resolve("run/docker.sock").toString();
    assertThat(curl("-i", "--unix-socket", socket, "http://x/metrics").text())
        .contains("X-Request-Id: ", "engine_daemon_engine_info");
    assertThat(docker("-H", "unix://" + socket, "info", "--format", "{{.Labels}}").text())
        .isEqualTo("[a=b]");
  }

  private Result curl(String... words) {
    var command = new ArrayList<>(List.of("curl", "-s"));
    command.addAll(List.of(words));
    return Jug.finish(jug.start(command), new byte[0]);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void defaultsOfContainersAreTheAdministrators() throws IOException {
    var file =
        config(
            """
            {"no-new-privileges": true, "default-shm-size": "1m", "log-driver": "none",
             "default-ulimits": {"nofile": {"Soft": 77, "Hard": 88}}, "cgroup-parent": "/jugt-boxes"}
            """);
    jug.run("engine", "start", "--config-file", file.toString()).ok();
    var script = "ulimit -n; df -k /dev/shm | tail -n 1; grep NoNewPrivs /proc/self/status";

    assertThat(jug.run("run", "--name", "usual", "host", "sh", "-c", script).text())
        .startsWith("77\n")
        .contains(" 1024 ")
        .endsWith("NoNewPrivs:\t1");
    assertThat(jug.run("inspect", "-f", "{{.HostConfig.LogConfig.Type}}", "usual").text())
        .isEqualTo("none");
    assertThat(
            jug.run("run", "--rm", "--ulimit", "nofile=66", "host", "sh", "-c", "ulimit -n").text())
        .isEqualTo("66");
    assertThat(
            jug.run("run", "--rm", "--cgroupns", "host", "host", "cat", "/proc/self/cgroup").text())
        .contains("/jugt-boxes/jug-");
    jug.run("rm", "usual").ok();
    jug.run("engine", "stop").ok();
    // The group above is whoever's who named it: an engine leaves it there.
    var groups = "find /sys/fs/cgroup -maxdepth 2 -name jugt-boxes -exec rmdir {} +";
    Jug.finish(jug.start(List.of("sh", "-c", groups)), new byte[0]).ok();
  }

  @Test
  void optionsCountWhenTheEngineStarts() throws IOException {
    var file = config("{\"gc\": {\"remove\": \"unused\"}}").toString();
    jug.run("engine", "start", "--config-file", file).ok();

    assertThat(jug.run("engine", "start").text()).contains("running");
    assertThat(jug.run("engine", "start", "--config-file", file).text()).contains("running");
    assertThat(jug.run("engine", "start", "-D").err())
        .contains("an engine runs already, with other options");
    assertThat(jug.run("engine", "start", "-X").err()).contains("unknown option of engine start");
    assertThat(jug.run("engine", "stop", "-D").err()).contains("unknown options of engine stop");
    assertThat(jug.run("engine", "start", "--validate", "--config-file", file).text())
        .isEqualTo("configuration OK");

    config("{\"debug\": true, \"mtu\": 1400}");
    assertThat(jug.run("engine", "reload").text())
        .startsWith("engine: settings are read again")
        .contains("networks change when it is started again");
    config("{\"debug\": 1}");
    assertThat(jug.run("engine", "reload").err()).contains("debug: expected true or false");
  }

  @DisplayName("G26: a socket that systemd hands over is served")
  @Test
  void systemdsSocketIsServed() throws IOException {
    var socket = folder.resolve("activated.sock");
    assertThat(jug.run("engine", "start", "-H", "fd://").err()).contains("fd:// needs a socket");
    var server =
        jug.start(
            List.of(
                "systemd-socket-activate",
                "--listen=" + socket,
                "-E",
                "JUG_RUN=" + jug.place().resolve("run"),
                "-E",
                "JUG_STATE=" + jug.place().resolve("state"),
                Path.of(Jug.program())
                    .resolveSibling("../libexec/jug-engine")
                    .normalize()
                    .toString(),
                "--host",
                "fd://"));
    Jug.eventually(() -> assertThat(socket).exists());

    var place = "unix://" + socket;
    assertThat(docker("-H", place, "version", "--format", SERVER).text()).isEqualTo("linux");
    assertThat(places()).containsExactly(place);
    jug.run("engine", "stop").ok();
    server.onExit().join();
  }
}
