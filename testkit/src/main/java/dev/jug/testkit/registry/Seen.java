package dev.jug.testkit.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request that came.
 *
 * @param path of its address, without the query
 * @param query as it came; empty if there is none
 */
public record Seen(String method, String path, String query, Headers headers) {
  static Seen of(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return new Seen(
        exchange.getRequestMethod(), uri.getPath(), query, exchange.getRequestHeaders());
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The first field of this name in the query. */
  public Optional<String> field(String name) {
    return fields(name).stream().findFirst();
  }

  /** The fields of this name in the query. */
  public List<String> fields(String name) {
    return fields(query, name);
  }

  /** The fields of this name in a form. */
  static List<String> fields(String form, String name) {
    var values = new ArrayList<String>();
    for (var pair : form.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        values.add(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /** The method and the path. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
