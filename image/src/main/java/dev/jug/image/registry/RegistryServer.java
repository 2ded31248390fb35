package dev.jug.image.registry;

import dev.jug.image.registry.auth.Authorizer;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.http.Request;
import dev.jug.image.registry.http.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server, how to speak to it, and who we are to it. Thread-safe. */
final class RegistryServer {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final HostPort registry;
  private final InsecureHosts insecure;
  private final Transport transport;
  private final Authorizer authorizer;
  private volatile @Nullable URI api;

  RegistryServer(
      HostPort registry, InsecureHosts insecure, Transport transport, Authorizer authorizer) {
    this.registry = registry;
    this.insecure = insecure;
    this.transport = transport;
    this.authorizer = authorizer;
  }

  /** As references name it. */
  String name() {
    return registry.toString();
  }

  Authorizer authorizer() {
    return authorizer;
  }

  Transport transport() {
    return transport;
  }

  /**
   * The root of its API.
   *
   * @throws IOException if it is insecure, and answers neither by TLS nor without
   */
  URI api() throws IOException {
    var known = api;
    if (known == null) {
      known = find();
      api = known;
    }
    return known;
  }

  private URI find() throws IOException {
    var server = registry.server();
    if (insecure.isPlain(server) || speaksPlainlyHere(server)) {
      return server.api("http");
    }
    return insecure.contains(server) && !answers(server.api("https"))
        ? server.api("http")
        : server.api("https");
  }

  /**
   * On this machine, plain HTTP is tried first: TLS would keep nothing from anybody, but take long
   * to begin. Without a port the two would be different servers.
   */
  private boolean speaksPlainlyHere(HostPort server) throws IOException {
    if (!InsecureHosts.isHere(server) || server.port() == 0) {
      return false;
    }
    try (var answer = transport.send(new Request("GET", server.api("http"), Map.of()))) {
      boolean plain = answer.from().getScheme().equals("http");
      return plain && (answer.status() == OK || answer.status() == UNAUTHORIZED);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      return false;
    }
  }

  /** Whatever goes wrong with TLS, without it the reason may be seen better. */
  private boolean answers(URI address) throws IOException {
    try (var _ = transport.send(new Request("GET", address, Map.of()))) {
      return true;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      return false;
    }
  }
}
