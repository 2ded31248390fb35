package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.docker.json.Times;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.Upkeep.Choice;
import dev.jug.image.catalog.Image;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code POST /images/prune}: images that nobody needs. */
record PruneImages(Context context) {
  private static final Set<String> FILTERS = Set.of("dangling", "until", "label", "label!");

  void handle(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"), FILTERS);
    boolean all = filters.has("dangling") && filters.any("dangling", PruneImages::isFalse);
    var choice = new Choice(all, image -> isWanted(image, filters), before(filters), false);
    var pruned = context.engine().images().upkeep().prune(choice);
    var deleted = new ArrayList<Map<String, String>>();
    pruned.untagged().forEach(name -> deleted.add(Map.of("Untagged", name)));
    pruned.collected().layers().forEach(id -> deleted.add(Map.of("Deleted", id.toString())));
    context
        .json()
        .send(response, Map.of("ImagesDeleted", deleted, "SpaceReclaimed", pruned.bytes()));
  }

  private static boolean isFalse(String text) {
    return text.equals("false") || text.equals("0");
  }

  private static Instant before(Filters filters) {
    var until = filters.values().get("until");
    return until == null || until.isEmpty()
        ? Instant.MAX
        : Objects.requireNonNullElse(Times.before(until.getFirst()), Instant.MAX);
  }

  private static boolean isWanted(Image image, Filters filters) {
    var labels = image.config().defaults().labels();
    boolean excluded = filters.has("label!") && filters.labels("label!", labels);
    return !excluded
        && filters.labels("label", labels)
        && image.created().orElse(Instant.EPOCH).isBefore(before(filters));
  }
}
