package dev.jug.docker.scope;

import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.FilterValues;
import dev.jug.engine.settings.DoorScope;
import dev.jug.engine.settings.DoorScope.Everything;
import dev.jug.engine.settings.DoorScope.Labelled;
import dev.jug.engine.settings.DoorScope.Looks;
import dev.jug.http.Handler;
import dev.jug.http.Router;
import java.util.HashMap;
import java.util.Set;

/**
 * Lets through what a scope has. What is not named here is not let through, so that an endpoint
 * that comes later is closed until somebody has thought about it.
 *
 * @param scope what the socket shows
 */
public record Gate(DoorScope scope) implements Router.Guard {
  private static final String PULL = "POST /images/create";

  private static final Set<String> GREETINGS =
      Set.of("GET /_ping", "GET /version", "GET /info", "GET /events");

  private static final Set<String> LOOKS =
      Set.of(
          "GET /containers/json",
          "GET /containers/{id}/json",
          "GET /containers/{id}/top",
          "GET /containers/{id}/stats",
          "GET /containers/{id}/logs",
          "GET /containers/{id}/changes",
          "GET /images/json",
          "GET /images/{name...}/json",
          "GET /images/{name...}/history",
          "GET /networks",
          "GET /networks/",
          "GET /networks/{id}",
          "GET /volumes",
          "GET /volumes/{name}",
          "GET /system/df",
          "GET /metrics");

  private static final Set<String> OF_LABEL =
      Set.of(
          "GET /containers/json",
          "POST /containers/create",
          "GET /images/json",
          "GET /images/{name...}/json",
          "GET /images/{name...}/history",
          PULL,
          "POST /exec/{id}/start",
          "GET /exec/{id}/ws",
          "POST /exec/{id}/resize",
          "GET /exec/{id}/json",
          "POST /auth");

  /** Limits that an administrator has set are not the team's to change. */
  private static final String LIMITS = "POST /containers/{id}/update";

  /** A path that names a container is checked where the container is found. */
  private static final String CONTAINER = " /containers/{id}";

  @Override
  public Handler guard(String method, String pattern, Handler handler) {
    var route = method + " " + pattern;
    if (!allows(route)) {
      return (_, _) -> {
        throw refused(route);
      };
    }
    return scope instanceof Labelled && route.equals(PULL) ? pullOnly(handler) : handler;
  }

  /** An import would give a name that others use to files of the client's. */
  private Handler pullOnly(Handler handler) {
    return (request, response) -> {
      if (new Queries(request.query()).word("fromSrc").isPresent()) {
        throw refused("an import");
      }
      handler.handle(request, response);
    };
  }

  private Forbidden refused(String what) {
    return new Forbidden(
        "this socket does not let " + what + " through",
        "It shows " + shown() + "; the engine's own socket has everything.");
  }

  private boolean allows(String route) {
    return switch (scope) {
      case Everything() -> true;
      case Looks() -> GREETINGS.contains(route) || LOOKS.contains(route);
      case Labelled _ ->
          GREETINGS.contains(route)
              || OF_LABEL.contains(route)
              || (route.contains(CONTAINER) && !route.equals(LIMITS));
    };
  }

  private String shown() {
    return switch (scope) {
      case Everything() -> "everything";
      case Looks() -> "what there is, and changes nothing";
      case Labelled label -> "the containers with the label " + label.text();
    };
  }

  /**
   * The same container, if it may be seen.
   *
   * @throws NotFound as if it were not there
   */
  public Container visible(Container container, String reference) {
    if (scope instanceof Labelled(var name, var value)
        && !value.equals(container.inspect().config().labels().get(name))) {
      throw new NotFound("No such container: " + reference, "");
    }
    return container;
  }

  /** A filter that lets nothing else through. */
  public FilterValues narrowed(FilterValues wanted) {
    return scope instanceof Labelled label ? wanted.and("label", label.text()) : wanted;
  }

  /**
   * What is made of a request here.
   *
   * @throws Forbidden if such a container would reach more than the socket shows
   */
  public ContainerRequest admit(ContainerRequest asked) {
    if (!(scope instanceof Labelled(var name, var value))) {
      return asked;
    }
    Confinement.check(asked);
    var labels = new HashMap<>(asked.labels());
    labels.put(name, value);
    return asked.toBuilder(asked.image()).labels(labels).build();
  }

  /**
   * Checks a process for a container.
   *
   * @throws Forbidden if it would be allowed more than the container is
   */
  public void admit(ExecRequest asked) {
    if (scope instanceof Labelled && asked.privileged()) {
      throw new Forbidden("this socket does not let privileged processes through", "");
    }
  }
}
