package dev.jug.image.registry.config;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Reference;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host name or address in lower case, an IPv6 address in brackets
 * @param port 1 … 65535, or 0 for the usual one of the scheme
 */
public record HostPort(String host, int port) {
  private static final String HUB = "registry-1.docker.io";
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?");
  private static final int LAST_PORT = 65535;

  public HostPort {
    host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@code host[:port]}.
   *
   * @throws ImageException if it is none
   */
  public static HostPort parse(String text) {
    var match = FORM.matcher(text);
    int port = match.matches() && match.group(2) != null ? Integer.parseInt(match.group(2)) : 0;
    if (!match.matches() || port > LAST_PORT) {
      throw new ImageException(
          ImageException.Kind.INVALID, "\"" + text + "\" is no registry: expected host[:port]");
    }
    return new HostPort(match.group(1), port);
  }

  /**
   * The registry that a person means who logs in: it may be written as an address, and Docker's has
   * several names.
   */
  public static HostPort named(String text) {
    var host = parse(text.replaceFirst("^https?://", "").replaceFirst("/.*$", ""));
    boolean hub = host.host().equals(HUB) || host.host().equals("index.docker.io");
    return hub ? new HostPort(Reference.DEFAULT_REGISTRY, host.port()) : host;
  }

  /** The server of an address; the usual port of a scheme counts as none. */
  public static HostPort of(URI address) {
    boolean usual = address.getPort() == (address.getScheme().equals("http") ? 80 : 443);
    return new HostPort(address.getHost(), usual ? 0 : Math.max(0, address.getPort()));
  }

  /** The server that answers for a registry: Docker's has another name than its images. */
  public HostPort server() {
    return host.equals(Reference.DEFAULT_REGISTRY) ? new HostPort(HUB, port) : this;
  }

  /** The root of the distribution API. */
  public URI api(String scheme) {
    return URI.create(scheme + "://" + this + "/v2/");
  }

  /** The address, where the host is one, without asking anybody; {@code localhost} is one. */
  Optional<InetAddress> address() {
    try {
      return Optional.of(
          host.equals("localhost")
              ? InetAddress.getLoopbackAddress()
              : InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** {@code host[:port]}. */
  @Override
  public String toString() {
    return port == 0 ? host : host + ":" + port;
  }
}
