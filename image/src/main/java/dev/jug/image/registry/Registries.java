package dev.jug.image.registry;

import dev.jug.image.registry.auth.Authorizer;
import dev.jug.image.registry.auth.CredentialStore;
import dev.jug.image.registry.auth.TokenServer;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.RegistryConfig;
import dev.jug.image.registry.http.Timing;
import dev.jug.image.registry.http.Transport;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Reference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The registries of the world, as one user sees them. Connections and tokens are kept until it is
 * closed; what it gave out must not be used any more then. Thread-safe.
 */
public final class Registries implements AutoCloseable {
  private final RegistryConfig config;
  private final CredentialStore credentials;
  private final Timing timing;
  private final Transport transport;
  private final TokenServer tokens;
  private final Map<HostPort, RegistryCaller> callers = new ConcurrentHashMap<>();

  /**
   * @param config how to reach them
   * @param credentials who the user is to them
   * @param timing how long to wait
   */
  public Registries(RegistryConfig config, CredentialStore credentials, Timing timing) {
    this.config = config;
    this.credentials = credentials;
    this.timing = timing;
    transport = new Transport(config, timing);
    tokens = new TokenServer(transport, config.insecure(), timing);
  }

  /** An image to pull, from a mirror if there is one that has it. Nothing is asked yet. */
  public ImageSource source(Reference image) {
    var registry = HostPort.parse(image.registry());
    return new RegistrySource(
        image,
        Stream.concat(config.mirrorsOf(registry).stream(), Stream.of(registry))
            .map(this::caller)
            .toList());
  }

  private RegistryCaller caller(HostPort registry) {
    return callers.computeIfAbsent(registry, this::newCaller);
  }

  private RegistryCaller newCaller(HostPort registry) {
    var authorizer = new Authorizer(registry.toString(), credentials, tokens, timing);
    var server = new RegistryServer(registry, config.insecure(), transport, authorizer);
    return new RegistryCaller(server, timing);
  }

  @Override
  public void close() {
    transport.close();
  }
}
