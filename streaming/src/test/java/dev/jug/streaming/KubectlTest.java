package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client, once over WebSockets and once over SPDY. */
@Requires("command:kubectl")
@Timeout(120)
class KubectlTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path home;

  private StreamingServer server;
  private FakeCluster cluster;

  @BeforeEach
  void start() throws IOException {
    server = StreamingServer.start(new FakeSessions(), StreamingSettings.defaults());
    cluster = FakeCluster.start(server);
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    server.close();
  }

  private Process kubectl(boolean sockets, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("kubectl", "--server", cluster.url()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("KUBECONFIG", home.resolve("none").toString());
    builder.environment().put("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", "" + sockets);
    builder.environment().put("KUBECTL_PORT_FORWARD_WEBSOCKETS", "" + sockets);
    return builder.start();
  }

  /** It tries the other way by itself if one fails. */
  private void assertThatItWent(boolean sockets) {
    assertThat(cluster.upgrades()).containsExactly(sockets ? "websocket" : "spdy/3.1");
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void outputsComeApart(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "exec", "box", "--", "both");
    assertThat(text(kubectl)).isEqualTo("to out");
    assertThat(errors(kubectl)).isEqualTo("to err");
    assertThat(kubectl.waitFor()).isZero();
    assertThatItWent(sockets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theExitCodeIsTheCommands(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "exec", "box", "--", "exit", "42");
    assertThat(errors(kubectl)).contains("command terminated with exit code 42");
    assertThat(kubectl.waitFor()).isEqualTo(42);
    assertThatItWent(sockets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void inputGoesThroughAndEnds(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "exec", "-i", "box", "--", "count");
    try (var in = kubectl.getOutputStream()) {
      for (int i = 0; i < 64; i++) {
        in.write(new byte[MEGABYTE]);
      }
    }
    assertThat(text(kubectl)).isEqualTo("" + 64 * MEGABYTE);
    assertThat(kubectl.waitFor()).isZero();
    assertThatItWent(sockets);
  }

  /** kubectl's SPDY knows no windows: a server that waits for them stops after 64 KiB. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void muchOutputComesThrough(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "exec", "box", "--", "make", "" + 256 * MEGABYTE);
    long sum = 0;
    var bytes = new byte[65_536];
    for (int n = kubectl.getInputStream().read(bytes);
        n >= 0;
        n = kubectl.getInputStream().read(bytes)) {
      sum += n;
    }
    assertThat(errors(kubectl)).isEmpty();
    assertThat(sum).isEqualTo(256L * MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCannotBeRunIsExplained(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "exec", "box", "--", "nothing");
    assertThat(errors(kubectl)).contains("error executing command in container: no such file");
    assertThat(kubectl.waitFor()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void attaching(boolean sockets) throws Exception {
    var kubectl = kubectl(sockets, "attach", "-i", "box");
    try (var in = kubectl.getOutputStream()) {
      in.write("hello".getBytes(UTF_8));
    }
    assertThat(text(kubectl)).isEqualTo("attached to box;hello");
    assertThat(kubectl.waitFor()).isZero();
    assertThatItWent(sockets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void portsAreForwarded(boolean sockets) throws Exception {
    try (var echo = EchoServer.start()) {
      var kubectl = kubectl(sockets, "port-forward", "pod/box", ":" + echo.port());
      try (var out = kubectl.inputReader(UTF_8)) {
        var line = String.valueOf(out.readLine());
        assertThat(line).startsWith("Forwarding from 127.0.0.1:");
        int local = Integer.parseInt(line.replaceAll(".*127.0.0.1:(\\d+) .*", "$1"));
        for (int i = 0; i < 20; i++) {
          try (var socket = new Socket(InetAddress.getLoopbackAddress(), local)) {
            socket.getOutputStream().write("hello".getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("hello, and good bye");
          }
        }
        assertThatItWent(sockets);
      } finally {
        kubectl.destroy();
        kubectl.waitFor();
      }
    }
  }
}
