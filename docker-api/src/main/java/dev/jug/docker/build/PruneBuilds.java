package dev.jug.docker.build;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.request.PruneFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.step.CachedStep;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /build/prune}, and the lines of {@code system df} about what builds keep. */
public record PruneBuilds(Context context) {
  private static final int SHOWN = 12;

  /** Forgets steps that were not used since a time, until no more is kept than that. */
  public void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var words =
        Filters.parse(query.text("filters")).words().stream()
            .map(word -> word.startsWith("unused-for=") ? "until=" + word.substring(11) : word)
            .filter(word -> word.startsWith("until="))
            .toList();
    var until = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault()).until();
    long kept = query.number("reserved-space").or(() -> query.number("keep-storage")).orElse(0L);
    var pruned = context.engine().builds().prune(until, kept, query.flag("all"));
    var ids = pruned.steps().stream().map(step -> step.key().hex().substring(0, SHOWN)).toList();
    context.json().send(response, Map.of("CachesDeleted", ids, "SpaceReclaimed", pruned.bytes()));
  }

  /** A line for each step. */
  public List<Map<String, Object>> lines() throws IOException {
    var steps = context.engine().images().steps();
    var lines = new ArrayList<Map<String, Object>>();
    for (var step : steps.steps()) {
      lines.add(line(step, steps.size(step)));
    }
    return lines;
  }

  private static Map<String, Object> line(CachedStep step, long size) {
    var line = new LinkedHashMap<String, Object>();
    line.put("ID", step.key().hex().substring(0, SHOWN));
    line.put("Type", "regular");
    line.put("Description", step.what());
    line.put("InUse", false);
    line.put("Shared", false);
    line.put("Size", size);
    line.put("CreatedAt", step.created().toString());
    line.put("LastUsedAt", step.lastUse().toString());
    line.put("UsageCount", 1);
    return line;
  }
}
