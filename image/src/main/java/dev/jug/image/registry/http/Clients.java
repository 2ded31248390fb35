package dev.jug.image.registry.http;

import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.RegistryConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client for all servers that the system's authorities vouch for, one for all without TLS, and
 * one of its own for each server that an administrator said something about; each made when it is
 * first needed. Thread-safe.
 */
final class Clients implements AutoCloseable {
  private final RegistryConfig config;
  private final Duration connect;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<HostPort, HttpClient> known = new HashMap<>();
  private final List<HttpClient> all = new ArrayList<>();
  private @Nullable HttpClient plain;
  private @Nullable HttpClient usual;

  Clients(RegistryConfig config, Duration connect) {
    this.config = config;
    this.connect = connect;
  }

  /** The client that asks this server. */
  synchronized HttpClient of(URI address) {
    if (address.getScheme().equals("http")) {
      plain = plain == null ? built(new NoTls()) : plain;
      return plain;
    }
    return known.computeIfAbsent(HostPort.of(address), this::secure);
  }

  private HttpClient secure(HostPort server) {
    var material = config.certificates().of(server);
    boolean verified = !config.insecure().contains(server);
    if (!verified || !material.isEmpty()) {
      return built(material.context(verified));
    }
    usual = usual == null ? built(material.context(true)) : usual;
    return usual;
  }

  /** Redirections are ours to follow: the JDK would send credentials along. */
  private HttpClient built(SSLContext context) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .executor(threads)
            .sslContext(context)
            .proxy(config.proxies());
    config.proxies().authenticator().ifPresent(builder::authenticator);
    var client = builder.build();
    all.add(client);
    return client;
  }

  /**
   * Forgets them too: the JDK keeps what a client was last asked until nobody has the client any
   * more, and what it was asked leads back here.
   */
  @Override
  public synchronized void close() {
    all.forEach(HttpClient::shutdownNow);
    all.clear();
    known.clear();
    plain = null;
    usual = null;
    threads.close();
  }
}
