package dev.jug.image.registry.http;

import dev.jug.image.registry.config.HostPort;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a server.
 *
 * @param method such as {@code GET}
 * @param uri absolute, with http or https
 * @param headers of each name one
 */
public record Request(String method, URI uri, Map<String, String> headers, Payload payload) {
  static final String AUTHORIZATION = "Authorization";

  public Request {
    headers = Map.copyOf(headers);
  }

  /** A question without a payload. */
  public Request(String method, URI uri, Map<String, String> headers) {
    this(method, uri, headers, Payload.NONE);
  }

  /** The same with credentials, if there are some. */
  public Request authorized(Optional<String> authorization) {
    var all = new LinkedHashMap<>(headers);
    authorization.ifPresent(value -> all.put(AUTHORIZATION, value));
    return new Request(method, uri, all, payload);
  }

  /** The same question elsewhere; credentials do not go to another server. */
  Request elsewhere(URI other) {
    var all = new LinkedHashMap<>(headers);
    if (!sameOrigin(uri, other)) {
      all.remove(AUTHORIZATION);
    }
    return new Request(method, other, all, payload);
  }

  /** Whether two addresses are of one server, spoken to in one way. */
  public static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme()) && HostPort.of(one).equals(HostPort.of(other));
  }

  /** The method and the address without its query, which may hold a signature. */
  @Override
  public String toString() {
    return method + " " + shown(uri);
  }

  static String shown(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
