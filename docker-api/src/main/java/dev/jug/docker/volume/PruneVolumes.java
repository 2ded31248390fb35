package dev.jug.docker.volume;

import dev.jug.docker.context.ApiVersion;
import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** {@code POST /volumes/prune}: volumes that no container has. */
record PruneVolumes(Context context) {
  private static final String ALL = "all";

  /** From here on volumes with names stay, unless they are asked for too. */
  private static final ApiVersion ANONYMOUS_ONLY = new ApiVersion(1, 42);

  void handle(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"));
    boolean all =
        isOld(request)
            || (filters.has(ALL) && filters.any(ALL, text -> VolumeFilter.isTrue(ALL, text)));
    var words = filters.words().stream().filter(word -> !word.startsWith(ALL + "=")).toList();
    var filter = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault());
    var pruned = context.engine().volumes().prune(all, filter);
    context
        .json()
        .send(response, Map.of("VolumesDeleted", pruned.names(), "SpaceReclaimed", pruned.bytes()));
  }

  private static boolean isOld(Request request) {
    return Arrays.stream(request.target().split("/"))
        .map(ApiVersion::ofSegment)
        .flatMap(Optional::stream)
        .anyMatch(asked -> asked.compareTo(ANONYMOUS_ONLY) < 0);
  }
}
