package dev.jug.image.registry.config;

import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a server, as the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and
 * {@code NO_PROXY} say, in capitals or not. This machine is reached without. Immutable.
 */
public final class Proxies extends ProxySelector {
  private static final int USUAL_PORT = 80;

  private final Map<String, URI> byScheme = new HashMap<>();
  private final List<Predicate<HostPort>> direct;

  /**
   * Those that an environment names.
   *
   * @throws ImageException if a proxy's address is none
   */
  public Proxies(Map<String, String> environment) {
    for (var scheme : List.of("http", "https")) {
      variable(environment, scheme + "_proxy").ifPresent(text -> byScheme.put(scheme, proxy(text)));
    }
    direct =
        Stream.of(variable(environment, "no_proxy").orElse("").split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(Proxies::exception)
            .toList();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Stream.of(name.toUpperCase(Locale.ROOT), name)
        .flatMap(n -> Stream.ofNullable(environment.get(n)))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** The text may hold a password, so messages must not hold the text. */
  private static URI proxy(String text) {
    try {
      var address = new URI(text.contains("://") ? text : "http://" + text);
      if (address.getHost() != null && "http".equals(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new ImageException(
        ImageException.Kind.INVALID,
        "a proxy's address is not understood",
        "set HTTP_PROXY and HTTPS_PROXY to http://host:port");
  }

  private static Predicate<HostPort> exception(String entry) {
    if (entry.equals("*")) {
      return _ -> true;
    }
    var range = AddressRange.parse(entry);
    if (range.isPresent()) {
      return server -> server.address().filter(range.get()::contains).isPresent();
    }
    var name = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
    return server ->
        server.toString().equals(name)
            || server.host().equals(name)
            || server.host().endsWith("." + name);
  }

  @Override
  public List<Proxy> select(URI address) {
    var server = HostPort.of(address);
    var proxy = byScheme.get(address.getScheme());
    boolean near = server.address().filter(InetAddress::isLoopbackAddress).isPresent();
    if (proxy == null || near || direct.stream().anyMatch(except -> except.test(server))) {
      return List.of(Proxy.NO_PROXY);
    }
    int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException reason) {}

  /** Who says the proxies' names and passwords, if they have some; nobody else hears them. */
  public Optional<Authenticator> authenticator() {
    return byScheme.values().stream().anyMatch(proxy -> proxy.getUserInfo() != null)
        ? Optional.of(new Doorman())
        : Optional.empty();
  }

  private final class Doorman extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() != RequestorType.PROXY
          ? null
          : byScheme.values().stream()
              .filter(proxy -> proxy.getUserInfo() != null)
              .filter(proxy -> proxy.getHost().equalsIgnoreCase(getRequestingHost()))
              .findFirst()
              .map(proxy -> credentials(proxy.getUserInfo()))
              .orElse(null);
    }

    private static PasswordAuthentication credentials(String userInfo) {
      int colon = userInfo.indexOf(':');
      var user = colon < 0 ? userInfo : userInfo.substring(0, colon);
      var password = colon < 0 ? "" : userInfo.substring(colon + 1);
      return new PasswordAuthentication(user, password.toCharArray());
    }
  }
}
