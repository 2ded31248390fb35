package dev.jug.image.registry.http;

import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.RegistryConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A client for all servers that the system's authorities vouch for, and one of its own for each
 * server that an administrator said something about. Thread-safe.
 */
final class Clients implements AutoCloseable {
  private final RegistryConfig config;
  private final Duration connect;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<HostPort, HttpClient> special = new ConcurrentHashMap<>();
  private final HttpClient usual;

  Clients(RegistryConfig config, Duration connect) {
    this.config = config;
    this.connect = connect;
    usual = builder().build();
  }

  HttpClient of(HostPort server) {
    var client = special.get(server);
    return client == null ? special.computeIfAbsent(server, this::make) : client;
  }

  private HttpClient make(HostPort server) {
    var material = config.certificates().of(server);
    boolean verified = !config.insecure().contains(server);
    return verified && material.isEmpty()
        ? usual
        : builder().sslContext(material.context(verified)).build();
  }

  /** Redirections are ours to follow: the JDK would send credentials along. */
  private HttpClient.Builder builder() {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .executor(threads)
            .proxy(config.proxies());
    config.proxies().authenticator().ifPresent(builder::authenticator);
    return builder;
  }

  @Override
  public void close() {
    special.values().forEach(HttpClient::shutdownNow);
    usual.shutdownNow();
    threads.close();
  }
}
