package dev.jug.docker.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.request.FilterValues;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /images/json}: each image once, with all its names. */
public record ListImages(Context context) {
  private static final Set<String> FILTERS =
      Set.of("dangling", "label", "before", "since", "reference", "until");

  /** An image in a list: the schema {@code ImageSummary}. */
  public record Summary(
      @JsonProperty("Id") String id,
      @JsonProperty("ParentId") String parentId,
      @JsonProperty("RepoTags") List<String> repoTags,
      @JsonProperty("RepoDigests") List<String> repoDigests,
      @JsonProperty("Created") long created,
      @JsonProperty("Size") long size,
      @JsonProperty("SharedSize") long sharedSize,
      @JsonProperty("Labels") Map<String, String> labels,
      @JsonProperty("Containers") long containers) {}

  void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var filters = Filters.parse(query.text("filters"), FILTERS);
    context.json().send(response, summaries(filters));
  }

  /** Those that a filter lets through, the newest first. */
  public List<Summary> summaries(FilterValues filters) throws IOException {
    var summaries = new ArrayList<Summary>();
    for (var named : images().values()) {
      if (isWanted(named, filters)) {
        summaries.add(summary(named));
      }
    }
    summaries.sort(Comparator.comparingLong(Summary::created).reversed());
    return summaries;
  }

  /** An image and the lines of the catalog that lead to it. */
  private record Named(Image image, List<CatalogEntry> lines) {
    List<String> names() {
      return lines.stream().flatMap(line -> line.name().stream()).map(Reference::familiar).toList();
    }
  }

  /** What cannot be read is left out: one damaged image does not hide the others. */
  private Map<Digest, Named> images() throws IOException {
    var found = new LinkedHashMap<Digest, Named>();
    for (var line : context.engine().images().entries()) {
      try {
        for (var image : context.engine().images().images(line)) {
          found
              .computeIfAbsent(image.id(), _ -> new Named(image, new ArrayList<>()))
              .lines()
              .add(line);
        }
      } catch (ImageException e) {
        System.getLogger(ListImages.class.getName())
            .log(System.Logger.Level.WARNING, "{0}: {1}", line.shown(), e.getMessage());
      }
    }
    return found;
  }

  private boolean isWanted(Named named, FilterValues filters) {
    var created = named.image().created().orElse(Instant.EPOCH);
    return filters.any("dangling", text -> named.names().isEmpty() == isTrue(text))
        && filters.any(
            "reference", pattern -> named.names().stream().anyMatch(n -> fits(n, pattern)))
        && filters.any("before", other -> created.isBefore(created(other)))
        && filters.any("since", other -> created.isAfter(created(other)))
        && filters.labels("label", named.image().config().defaults().labels());
  }

  private static boolean isTrue(String text) {
    return text.equals("true") || text.equals("1");
  }

  private static boolean fits(String name, String pattern) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    int colon = name.lastIndexOf(':');
    return matcher.matches(Path.of(name))
        || (colon > name.lastIndexOf('/') && matcher.matches(Path.of(name.substring(0, colon))));
  }

  private Instant created(String image) {
    try {
      return context.engine().images().find(image, null).image().created().orElse(Instant.EPOCH);
    } catch (IOException e) {
      throw ImageException.of("read image " + image, e);
    }
  }

  private Summary summary(Named named) throws IOException {
    var image = named.image();
    return new Summary(
        image.id().toString(),
        "",
        named.lines().stream().flatMap(line -> tagged(line).stream()).toList(),
        named.lines().stream().flatMap(line -> digested(line).stream()).distinct().toList(),
        image.created().orElse(Instant.EPOCH).getEpochSecond(),
        context.engine().images().upkeep().unpackedSize(image),
        -1,
        image.config().defaults().labels(),
        -1);
  }

  private static Optional<String> tagged(CatalogEntry line) {
    return line.name().filter(name -> name.tag() != null).map(Reference::familiar);
  }

  private static Optional<String> digested(CatalogEntry line) {
    return line.name()
        .map(name -> new Reference(name.registry(), name.repository(), null, line.digest()))
        .map(Reference::familiar);
  }
}
