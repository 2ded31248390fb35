package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.request.PruneFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.Upkeep.Choice;
import dev.jug.image.catalog.Image;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;

/** {@code POST /images/prune}: images that nobody needs. */
record PruneImages(Context context) {
  private static final String DANGLING = "dangling";

  void handle(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"));
    boolean all = filters.has(DANGLING) && filters.any(DANGLING, PruneImages::isFalse);
    var words = filters.words().stream().filter(word -> !word.startsWith(DANGLING + "=")).toList();
    var filter = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault());
    var choice = new Choice(all, image -> mayGo(image, filter), filter.partialBefore(), false);
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

  private static boolean mayGo(Image image, PruneFilter filter) {
    var labels = image.config().defaults().labels();
    return filter.takes(image.created().orElse(Instant.EPOCH), labels);
  }
}
