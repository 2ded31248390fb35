package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Queries;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.view.ImageHistory;
import dev.jug.engine.view.ImageView;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images that are here. */
public record ImageEndpoints(Context context) {
  private static final int CREATED = 201;

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("GET", "/distribution/{name...}/json", new InspectDistribution(context)::handle)
        .on("GET", "/images/json", new ListImages(context)::handle)
        .on("POST", "/images/create", Router.UNLIMITED, new PullImage(context)::handle)
        .on("POST", "/images/{name...}/push", new PushImage(context)::handle)
        .on("POST", "/images/load", Router.UNLIMITED, new LoadImages(context)::handle)
        .on("GET", "/images/get", new SaveImages(context)::several)
        .on("GET", "/images/{name...}/get", new SaveImages(context)::one)
        .on("POST", "/images/prune", new PruneImages(context)::handle)
        .on("POST", "/commit", new CommitContainer(context)::handle)
        .on("GET", "/images/{name...}/json", this::inspect)
        .on("GET", "/images/{name...}/history", this::history)
        .on("POST", "/images/{name...}/tag", this::tag)
        .on("DELETE", "/images/{name...}", this::remove);
  }

  private void inspect(Request request, Response response) throws IOException {
    var images = context.engine().images();
    var image = images.find(request.variable("name"), null).image();
    var size = images.upkeep().unpackedSize(image);
    var view =
        context.json().tree(ImageView.of(image, images.entries(image), size, images.driver()));
    // Compose 1 looks here for the image's volumes; Docker's daemon does not have it any more.
    view.set("ContainerConfig", view.get("Config"));
    view.set("VirtualSize", view.get("Size"));
    view.put("Parent", "").put("DockerVersion", "");
    context.json().send(response, view);
  }

  private void history(Request request, Response response) throws IOException {
    var images = context.engine().images();
    var image = images.find(request.variable("name"), null).image();
    var steps = ImageHistory.of(image, images.upkeep().layerSizes(image)).reversed();
    var answer = new ArrayList<Map<String, Object>>();
    for (var step : steps) {
      var line = new LinkedHashMap<String, Object>();
      line.put("Id", answer.isEmpty() ? image.id().toString() : "<missing>");
      line.put("Created", seconds(step));
      line.put("CreatedBy", step.createdBy());
      line.put("Tags", answer.isEmpty() ? names(request.variable("name")) : List.of());
      line.put("Size", step.size());
      line.put("Comment", step.comment());
      answer.add(line);
    }
    context.json().send(response, answer);
  }

  private static List<String> names(String name) {
    return Reference.tryParse(name).map(Reference::familiar).stream().toList();
  }

  private static long seconds(ImageHistory step) {
    return step.created() == null ? 0 : OffsetDateTime.parse(step.created()).toEpochSecond();
  }

  private void tag(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var repository =
        query
            .word("repo")
            .orElseThrow(() -> new Invalid("repository name must have at least one component", ""));
    var tag = query.word("tag").map(text -> ":" + text).orElse("");
    context.engine().images().tag(request.variable("name"), Reference.parse(repository + tag));
    response.status(CREATED).send();
  }

  private void remove(Request request, Response response) throws IOException {
    boolean force = new Queries(request.query()).flag("force");
    var removed = context.engine().images().remove(request.variable("name"), force);
    var answer = new ArrayList<Map<String, String>>();
    removed.untagged().forEach(name -> answer.add(Map.of("Untagged", name)));
    removed.deleted().forEach(id -> answer.add(Map.of("Deleted", id)));
    context.json().send(response, answer);
  }
}
