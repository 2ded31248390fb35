package dev.jug.app.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log driver syslog, with daemons of the test's own. */
@EndToEnd
@Requires({"command:docker", "command:python3"})
class SyslogTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final int PATIENCE_MILLIS = 15_000;

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

  private static void start(String address, String name, String script, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name, "--log-driver", "syslog"));
    words.addAll(List.of("--log-opt", "syslog-address=" + address));
    words.addAll(List.of(options));
    words.addAll(List.of("box:1", "sh", "-c", script));
    docker.run(words.toArray(String[]::new)).ok();
  }

  private static String receive(DatagramSocket socket) throws IOException {
    var packet = new DatagramPacket(new byte[65536], 65536);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  @Test
  void eachLineIsAMessageAndIsKeptToo() throws IOException {
    try (var daemon = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      start(
          "udp://127.0.0.1:" + daemon.getLocalPort(),
          "talker",
          "echo -n one; sleep 0.1; echo ' more'; sleep 0.1; echo two >&2; echo -n end",
          "--log-opt",
          "tag={{.Name}}",
          "--log-opt",
          "syslog-format=rfc5424micro",
          "--log-opt",
          "syslog-facility=local3");

      assertThat(receive(daemon))
          .matches(
              "<158>1 \\d{4}-\\d\\d-\\d\\dT[0-9:]+\\.\\d{6}Z \\S+ talker \\d+ talker - one more");
      assertThat(receive(daemon)).startsWith("<155>1 ").endsWith(" - two");
      assertThat(receive(daemon)).startsWith("<158>1 ").endsWith(" - end");
      assertThat(docker.run("logs", "talker").out()).isEqualTo("one more\nend");
      assertThat(docker.run("inspect", "-f", "{{.HostConfig.LogConfig.Type}}", "talker").text())
          .isEqualTo("syslog");
    }
  }

  /** A daemon that is away stops nobody, and gets what it missed from whichever engine there is. */
  @Test
  void nothingIsLostWithoutADaemonOrAnEngine() throws Exception {
    int port;
    try (var daemon = new ServerSocket(0, 9, HERE)) {
      port = daemon.getLocalPort();
      start("tcp://127.0.0.1:" + port, "lasting", "for i in 1 2 3; do echo line $i; sleep 1; done");
      try (var connection = daemon.accept();
          var in = connection.getInputStream()) {
        var line = new String(in.readNBytes(60), UTF_8);
        assertThat(line).matches("(?s)<30>\\S+ +\\d+ \\S+ [0-9a-f]{12}\\[\\d+\\]: line 1\n.*");
      }
      docker.jug().killEngine();
    }
    assertThat(docker.jug().run("wait", "lasting").text()).isEqualTo("0");
    try (var daemon = new ServerSocket(port, 9, HERE)) {
      docker.run("start", "lasting").ok();
      daemon.setSoTimeout(PATIENCE_MILLIS);
      var seen = new ArrayList<String>();
      while (seen.stream().filter(line -> line.endsWith("line 3")).count() < 2) {
        seen.addAll(lines(daemon));
      }
      assertThat(seen).anyMatch(line -> line.endsWith("line 2"));
    }
  }

  /** Both ends of a line are in one message, though engines are other ones. */
  @Test
  void whoEndsWhileThereIsNoEngineIsSentWhole() throws Exception {
    try (var daemon = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      start(
          "udp://127.0.0.1:" + daemon.getLocalPort(),
          "cut",
          "printf begin; sleep 0.5; echo between >&2; sleep 1; echo -end");
      assertThat(receive(daemon)).endsWith(": between");
      var pid = docker.run("inspect", "-f", "{{.State.Pid}}", "cut").text();
      docker.jug().killEngine();
      Jug.eventually(() -> assertThat(Path.of("/proc", pid)).doesNotExist());

      docker.jug().run("engine", "start").ok();
      assertThat(receive(daemon)).endsWith(": begin-end");
      docker.jug().killEngine();
      docker.jug().run("engine", "start").ok();
      docker.run("start", "cut").ok();
      assertThat(receive(daemon)).as("nothing comes twice").endsWith(": between");
    }
  }

  /** Those of one connection: each run has its own. */
  private static List<String> lines(ServerSocket daemon) throws IOException {
    try (var connection = daemon.accept();
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
      return in.lines().toList();
    }
  }

  /**
   * One that is removed at its end has been sent by then; so is what this machine's daemon gets.
   */
  @Test
  void theMachinesOwnDaemonIsReached() throws Exception {
    var socket = folder.resolve("log");
    var got = folder.resolve("got");
    var script =
        "import socket,sys; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind(sys.argv[1]);"
            + " open(sys.argv[2],'wb').write(s.recv(9999))";
    var daemon =
        new ProcessBuilder("python3", "-c", script, socket.toString(), got.toString()).start();
    try {
      Jug.eventually(() -> assertThat(socket).exists());
      docker
          .run(
              "run",
              "--rm",
              "--log-driver",
              "syslog",
              "--log-opt",
              "syslog-address=unix://" + socket,
              "box:1")
          .ok();
      daemon.waitFor();
      assertThat(got).content().matches("<30>\\w{3} +\\d+ [0-9:]{8} [0-9a-f]{12}\\[\\d+\\]: hello");
    } finally {
      daemon.destroyForcibly().waitFor();
      Files.deleteIfExists(socket);
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(error("syslog-address=ftp://x")).contains("syslog-address should be in form");
    assertThat(error("syslog-format=xml")).contains("Invalid syslog format: xml");
    assertThat(error("syslog-facility=local9")).contains("invalid syslog facility");
    assertThat(error("tag={{.Env}}")).contains("invalid tag");
    assertThat(error("colour=red")).contains("unknown log opt 'colour' for syslog log driver");
  }

  private static String error(String option) {
    return docker.run("create", "--log-driver", "syslog", "--log-opt", option, "box:1").err();
  }
}
