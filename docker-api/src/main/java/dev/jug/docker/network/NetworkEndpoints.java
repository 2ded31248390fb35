package dev.jug.docker.network;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.ContainerNetworks;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.NetworkFilter;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.view.NetworkView;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** Networks: made, seen, removed; and who is on them. */
public record NetworkEndpoints(Context context) {
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  /** The only one there is without a swarm. */
  private static final String SCOPE = "local";

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("GET", "/networks", this::list)
        .on("GET", "/networks/", this::list)
        .on("GET", "/networks/{id}", this::inspect)
        .on("DELETE", "/networks/{id}", this::remove)
        .on("POST", "/networks/create", this::create)
        .on("POST", "/networks/prune", this::prune)
        .on("POST", "/networks/{id}/connect", this::connect)
        .on("POST", "/networks/{id}/disconnect", this::disconnect);
  }

  private ContainerNetworks networks() {
    return context.engine().networks();
  }

  /** Who is on them is not in lists, since version 1.28. */
  private void list(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"));
    var listed =
        networks().list(new NetworkFilter(filters)).stream()
            .map(network -> NetworkView.of(network.record(), Map.of()))
            .toList();
    context.json().send(response, listed);
  }

  private void inspect(Request request, Response response) throws IOException {
    var id = request.variable("id");
    var network = networks().find(id);
    var scope = new Queries(request.query()).word("scope").orElse(SCOPE);
    if (!scope.equals(SCOPE)) {
      throw new NotFound("network " + id + " not found", "All networks are " + SCOPE + ".");
    }
    context.json().send(response, networks().inspect(network));
  }

  private void create(Request request, Response response) throws IOException {
    var body = new CreationBody(Fields.parse(request.body().readAllBytes()));
    var network = networks().create(body.request());
    context.json().send(response.status(CREATED), Map.of("Id", network.id(), "Warning", ""));
  }

  private void remove(Request request, Response response) throws IOException {
    networks().remove(request.variable("id"));
    response.status(NO_CONTENT).send();
  }

  private void prune(Request request, Response response) throws IOException {
    var words = Filters.parse(new Queries(request.query()).text("filters")).words();
    var filter = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault());
    context.json().send(response, Map.of("NetworksDeleted", networks().prune(filter)));
  }

  private void connect(Request request, Response response) throws IOException {
    var body = Fields.parse(request.body().readAllBytes());
    var endpoint = new EndpointBody(body.object("EndpointConfig"));
    var wanted = NetworkFailure.translated(() -> endpoint.on(request.variable("id")));
    context.engine().container(body.text("Container")).networking().connect(wanted);
    response.send();
  }

  private void disconnect(Request request, Response response) throws IOException {
    var body = Fields.parse(request.body().readAllBytes());
    context
        .engine()
        .container(body.text("Container"))
        .networking()
        .disconnect(request.variable("id"));
    response.send();
  }
}
