package dev.jug.docker.system;

import dev.jug.docker.context.Context;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Networks, of which there are the loopback and the host's: lists have what there is, and who asks
 * for more hears that it is not there yet.
 */
record Networks(Context context) {

  void routes(Router.Builder routes) {
    routes
        .on("GET", "/networks", this::networks)
        .on("GET", "/networks/{id}", this::network)
        .on("POST", "/networks/create", Networks::notYet)
        .on("POST", "/networks/prune", this::pruned);
  }

  private static void notYet(Request request, Response response) {
    throw new Unavailable("networks are not there yet", "Use --network host or none.");
  }

  private void pruned(Request request, Response response) throws IOException {
    context.json().send(response, Map.of("SpaceReclaimed", 0));
  }

  private void networks(Request request, Response response) throws IOException {
    context.json().send(response, List.of(network("host"), network("none")));
  }

  private void network(Request request, Response response) throws IOException {
    var name = request.variable("id");
    if (!name.equals("host") && !name.equals("none")) {
      throw new NotFound("network " + name + " not found", "");
    }
    context.json().send(response, network(name));
  }

  private static Map<String, Object> network(String name) {
    return Map.of(
        "Name",
        name,
        "Id",
        name,
        "Scope",
        "local",
        "Driver",
        name.equals("none") ? "null" : name,
        "IPAM",
        Map.of("Driver", "default", "Config", List.of()),
        "Containers",
        Map.of(),
        "Options",
        Map.of(),
        "Labels",
        Map.of());
  }
}
