package dev.jug.docker.volume;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.request.VolumeRequest;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.engine.volume.Volumes;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Volumes: made, seen, removed. */
public record VolumeEndpoints(Context context) {
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("GET", "/volumes", this::list)
        .on("POST", "/volumes/create", this::create)
        .on("POST", "/volumes/prune", new PruneVolumes(context)::handle)
        .on("GET", "/volumes/{name}", this::inspect)
        .on("DELETE", "/volumes/{name}", this::remove);
  }

  private Volumes volumes() {
    return context.engine().volumes();
  }

  private void list(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"));
    var listed =
        volumes().list(new VolumeFilter(filters.values())).stream().map(volumes()::view).toList();
    context.json().send(response, Map.of("Volumes", listed, "Warnings", List.of()));
  }

  /** One that is there already is as good as new. */
  private void create(Request request, Response response) throws IOException {
    var body = Fields.parse(request.body().readAllBytes());
    var volume =
        volumes()
            .create(
                new VolumeRequest(
                    body.text("Name"),
                    body.text("Driver"),
                    body.map("Labels"),
                    body.map("DriverOpts")));
    context.json().send(response.status(CREATED), volumes().view(volume));
  }

  private void inspect(Request request, Response response) throws IOException {
    var volume = volumes().volume(request.variable("name"));
    context.json().send(response, volumes().view(volume));
  }

  private void remove(Request request, Response response) throws IOException {
    volumes().remove(request.variable("name"), new Queries(request.query()).flag("force"));
    response.status(NO_CONTENT).send();
  }
}
