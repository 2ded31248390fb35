package dev.jug.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.registry.config.CertificateFolders;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.config.Proxies;
import dev.jug.image.registry.config.RegistryConfig;
import dev.jug.image.registry.config.Waits;
import dev.jug.image.registry.http.Request;
import dev.jug.image.registry.http.Transport;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final RegistryConfig CONFIG =
      new RegistryConfig(
          InsecureHosts.LOOPBACK,
          Map.of(),
          new CertificateFolders(List.of()),
          new Proxies(Map.of()),
          Waits.DEFAULT);

  private static WeakReference<Transport> asked(String host) throws IOException {
    try (var transport = new Transport(CONFIG, new TestTiming().timing())) {
      var address = URI.create("http://" + host + "/v2/");
      transport.send(new Request("GET", address, Map.of())).close();
      return new WeakReference<>(transport);
    }
  }

  /** The JDK's own clients are freed when nobody has them: one that knows itself never is. */
  @Test
  void nothingStaysOfOneThatWasClosed() throws Exception {
    try (var registry = new FakeRegistry()) {
      var closed = asked(registry.host());
      for (int look = 0; look < 100 && closed.get() != null; look++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(closed.get()).isNull();
    }
  }
}
