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
 * Networks, of which there are the loopback and the host's, and named volumes, of which there are
 * none: lists have what there is, and who asks for more hears that it is not there yet.
 */
record NetworksAndVolumes(Context context) {

  void routes(Router.Builder routes) {
    routes
        .on("GET", "/volumes", this::volumes)
        .on("GET", "/volumes/{name}", NetworksAndVolumes::noVolume)
        .on("POST", "/volumes/create", NetworksAndVolumes::notYet)
        .on("POST", "/volumes/prune", this::pruned)
        .on("GET", "/networks", this::networks)
        .on("GET", "/networks/{id}", this::network)
        .on("POST", "/networks/create", NetworksAndVolumes::notYet)
        .on("POST", "/networks/prune", this::pruned);
  }

  private void volumes(Request request, Response response) throws IOException {
    context.json().send(response, Map.of("Volumes", List.of(), "Warnings", List.of()));
  }

  private static void noVolume(Request request, Response response) {
    throw new NotFound("get " + request.variable("name") + ": no such volume", "");
  }

  private static void notYet(Request request, Response response) {
    throw new Unavailable(
        "volumes and networks are not there yet", "Bind a directory; use --network host or none.");
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
