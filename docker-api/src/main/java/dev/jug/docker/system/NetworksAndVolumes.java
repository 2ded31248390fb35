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
 * Named volumes, of which there are none: lists are empty, and who asks for more hears that it is
 * not there yet.
 */
record NetworksAndVolumes(Context context) {

  void routes(Router.Builder routes) {
    routes
        .on("GET", "/volumes", this::volumes)
        .on("GET", "/volumes/{name}", NetworksAndVolumes::noVolume)
        .on("POST", "/volumes/create", NetworksAndVolumes::notYet)
        .on("POST", "/volumes/prune", this::pruned);
  }

  private void volumes(Request request, Response response) throws IOException {
    context.json().send(response, Map.of("Volumes", List.of(), "Warnings", List.of()));
  }

  private static void noVolume(Request request, Response response) {
    throw new NotFound("get " + request.variable("name") + ": no such volume", "");
  }

  private static void notYet(Request request, Response response) {
    throw new Unavailable("volumes are not there yet", "Bind a directory.");
  }

  private void pruned(Request request, Response response) throws IOException {
    context.json().send(response, Map.of("SpaceReclaimed", 0));
  }
}
