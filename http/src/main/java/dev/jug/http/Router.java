package dev.jug.http;

import dev.jug.http.message.HttpException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leads requests to handlers by method and path. In a pattern, {@code {id}} is one segment, {@code
 * {name...}} one or more. The more special pattern wins. HEAD goes to GET where it has no handler
 * of its own; the body stays away.
 */
public final class Router implements Handler {
  /** For bodies of any size. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final long DEFAULT = -1;

  private final Map<String, List<Route>> byFirst = new HashMap<>();
  private final List<Route> others = new ArrayList<>();

  private record Route(String method, Pattern pattern, long limit, Handler handler) {}

  private Router(List<Route> routes) {
    for (var route : routes) {
      var list =
          route.pattern().parts().getFirst() instanceof Pattern.Literal(var text)
              ? byFirst.computeIfAbsent(text, _ -> new ArrayList<>())
              : others;
      list.add(route);
    }
    byFirst.values().forEach(list -> list.sort(Comparator.comparing(Route::pattern)));
    others.sort(Comparator.comparing(Route::pattern));
  }

  /** Decides about each route when it is added. */
  @FunctionalInterface
  public interface Guard {
    /** What answers in the handler's place; mostly the handler itself. */
    Handler guard(String method, String pattern, Handler handler);
  }

  /** Collects routes. */
  public static Builder builder() {
    return builder((_, _, handler) -> handler);
  }

  /** Collects routes, each by way of a guard. */
  public static Builder builder(Guard guard) {
    return new Builder(guard);
  }

  /** Collects the routes of a router. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private final Guard guard;

    private Builder(Guard guard) {
      this.guard = guard;
    }

    /** A route whose bodies have the server's limit. */
    public Builder on(String method, String pattern, Handler handler) {
      return on(method, pattern, DEFAULT, handler);
    }

    /**
     * A route.
     *
     * @param method in capitals
     * @param limit bytes of the body
     */
    public Builder on(String method, String pattern, long limit, Handler handler) {
      var guarded = guard.guard(method, pattern, handler);
      routes.add(new Route(method, Pattern.parse(pattern), limit, guarded));
      return this;
    }

    /** The router. */
    public Router build() {
      return new Router(routes);
    }
  }

  /**
   * Runs the handler of the route.
   *
   * @throws HttpException 404 if no pattern fits, 405 if one does for other methods
   */
  @Override
  public void handle(Request request, Response response) throws Exception {
    var allowed = new TreeSet<String>();
    if (!handle(request.method(), request, response, allowed)
        && !(request.method().equals("HEAD") && handle("GET", request, response, allowed))) {
      refuse(request, response, allowed);
    }
  }

  private boolean handle(String method, Request request, Response response, Set<String> allowed)
      throws Exception {
    for (var list :
        List.of(byFirst.getOrDefault(request.segments().getFirst(), List.of()), others)) {
      for (var route : list) {
        var values = route.pattern().match(request.segments());
        if (values.isPresent() && route.method().equals(method)) {
          var routed = request.with(values.get());
          if (route.limit() != DEFAULT) {
            routed.limitBody(route.limit());
          }
          route.handler().handle(routed, response);
          return true;
        }
        values.ifPresent(_ -> allowed.add(route.method()));
      }
    }
    return false;
  }

  private static void refuse(Request request, Response response, Set<String> allowed) {
    if (allowed.isEmpty()) {
      throw new HttpException(404, "page not found");
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    response.header("Allow", String.join(", ", allowed));
    throw new HttpException(
        405, "method " + request.method() + " is not allowed here: " + String.join(", ", allowed));
  }
}
