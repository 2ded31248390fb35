package dev.jug.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.MemoryStore;
import dev.jug.image.registry.config.CertificateFolders;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.config.Proxies;
import dev.jug.image.registry.config.RegistryConfig;
import dev.jug.image.registry.config.Waits;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Registries on this machine, about which nobody has said anything. */
class LoopbackTest {
  private static Registries registries() {
    var config =
        new RegistryConfig(
            InsecureHosts.LOOPBACK,
            Map.of(),
            new CertificateFolders(List.of()),
            new Proxies(Map.of()),
            Waits.DEFAULT);
    return new Registries(config, new MemoryStore(), new TestTiming().timing());
  }

  @Test
  void plainOnesAreNotAskedForTls() {
    try (var registry = new FakeRegistry();
        var registries = registries()) {
      registry.content().manifest("app", "1", "application/json", "{\"schemaVersion\":2}");

      var source = registries.source(Reference.parse(registry.host() + "/app:1"));

      assertThat(source.root().bytes()).isNotEmpty();
      assertThat(registry.seen().getFirst().toString()).isEqualTo("GET /v2/");
      assertThat(registry.seen()).hasSize(2);
    }
  }

  @Test
  void thoseThatWantTlsAreSpokenToByTls() throws Exception {
    try (var server = new WantsTls();
        var registries = registries()) {
      var source = registries.source(Reference.parse("127.0.0.1:" + server.port() + "/app:1"));

      assertThatThrownBy(source::root).isInstanceOf(ImageException.class);

      assertThat(server.seen).startsWith('G', WantsTls.HANDSHAKE);
    }
  }

  /** Says so to whoever speaks plainly, and hangs up on everybody else. */
  private static final class WantsTls implements AutoCloseable {
    private static final char HANDSHAKE = 22;
    private static final byte[] ANSWER =
        "HTTP/1.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Character> seen = new CopyOnWriteArrayList<>();

    private WantsTls() throws IOException {
      Thread.startVirtualThread(this::serve);
    }

    private int port() {
      return socket.getLocalPort();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (var connection = socket.accept()) {
          seen.add((char) connection.getInputStream().read());
          if (seen.getLast() == 'G') {
            connection.getOutputStream().write(ANSWER);
          }
        } catch (SocketException _) {
          // A client that was not served has gone, or this server has.
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
