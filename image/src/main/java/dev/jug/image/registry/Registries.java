package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Authorizer;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.CredentialStore;
import dev.jug.image.registry.auth.Login;
import dev.jug.image.registry.auth.TokenServer;
import dev.jug.image.registry.config.ConfigFolders;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.RegistryConfig;
import dev.jug.image.registry.config.RegistryDefaults;
import dev.jug.image.registry.endpoint.ManifestDelete;
import dev.jug.image.registry.endpoint.TagList;
import dev.jug.image.registry.http.Timing;
import dev.jug.image.registry.http.Transport;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** As the files say that are meant for whoever has this environment. */
  public static Registries of(
      Map<String, String> environment, CredentialStore credentials, RegistryDefaults defaults) {
    var folders = ConfigFolders.of(environment);
    var config =
        RegistryConfig.read(folders.registries(), folders.certificates(), environment)
            .with(defaults);
    return new Registries(config, credentials, Timing.of(config.waits()));
  }

  /** An image to pull, from a mirror if there is one that has it. Nothing is asked yet. */
  public ImageSource source(Reference image) {
    var registry = HostPort.parse(image.registry());
    return new RegistrySource(
        image,
        Stream.concat(config.mirrorsOf(registry).stream(), Stream.of(registry))
            .map(this::caller)
            .toList(),
        timing.patience());
  }

  /** A name to push to. Nothing is asked yet. */
  public ImageTarget target(Reference image, BlobOrigins origins) {
    return new RegistryTarget(image, caller(image), timing, origins);
  }

  /**
   * The tags of an image's repository.
   *
   * @throws ImageException if they cannot be read
   */
  public List<String> tags(Reference image) {
    var caller = caller(image);
    return during(
        "reading the tags of " + image.familiarName(),
        caller,
        () ->
            Pages.all(
                caller.call(new TagList(image, Optional.empty())),
                next -> caller.call(new TagList(image, Optional.of(next)))));
  }

  /**
   * What refers to a manifest in an image's repository, such as signatures.
   *
   * @throws ImageException if that cannot be read
   */
  public List<Descriptor> referrers(Reference image, Digest subject) {
    var caller = caller(image);
    return during(
        "reading what refers to " + subject,
        caller,
        () -> new Referrers(caller, image).list(subject));
  }

  /**
   * Removes a manifest, or a tag if the reference has no digest.
   *
   * @throws ImageException if it is not there, or the registry does not do that
   */
  public void delete(Reference image) {
    var caller = caller(image);
    during("deleting " + image.familiar(), caller, () -> caller.call(new ManifestDelete(image)));
  }

  /**
   * Shows credentials to a registry, and keeps them if it accepts them.
   *
   * @param registry as references name it
   * @throws ImageException if it does not
   */
  public void login(String registry, Credential.Password password) {
    var caller = caller(HostPort.named(registry));
    var server = caller.server();
    var login = new Login(transport, tokens);
    var kept =
        during("logging in", caller, () -> login.verify(server.name(), server.api(), password));
    credentials.put(server.name(), kept);
    server.authorizer().forget();
  }

  /** Forgets the credentials for a registry; false if there were none. */
  public boolean logout(String registry) {
    var server = caller(HostPort.named(registry)).server();
    boolean known = credentials.remove(server.name());
    server.authorizer().forget();
    return known;
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T during(String action, RegistryCaller caller, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw Unreachable.during(action, caller.name(), e);
    }
  }

  private RegistryCaller caller(Reference image) {
    return caller(HostPort.parse(image.registry()));
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
