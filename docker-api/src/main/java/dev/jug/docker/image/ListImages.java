package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.request.FilterValues;
import dev.jug.engine.request.PruneFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.Upkeep;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /images/json}: each image once, with all its names. */
public record ListImages(Context context) {
  private static final Set<String> FILTERS =
      Set.of("dangling", "label", "before", "since", "reference", "until");

  void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var filters = Filters.parse(query.text("filters"), FILTERS);
    var all = images().values();
    var wanted = all.stream().filter(named -> isWanted(named, filters)).toList();
    var shared = query.flag("shared-size") ? sharing(all) : null;
    context.json().send(response, summaries(wanted, shared, _ -> ImageSummary.NOT_ASKED));
  }

  /** All images, with what they share and how many containers they have, the newest first. */
  public List<ImageSummary> detailed() throws IOException {
    var all = images().values();
    var containers =
        context.engine().containers().stream()
            .collect(Collectors.groupingBy(Container::imageId, Collectors.counting()));
    return summaries(
        all, sharing(all), image -> containers.getOrDefault(image.id().toString(), 0L));
  }

  private static SharedLayers sharing(Collection<Named> all) {
    return SharedLayers.of(all.stream().map(Named::image).toList());
  }

  private List<ImageSummary> summaries(
      Collection<Named> images, @Nullable SharedLayers shared, ToLongFunction<Image> containers)
      throws IOException {
    var summaries = new ArrayList<ImageSummary>();
    for (var named : images) {
      var image = named.image();
      long bytes = shared == null ? ImageSummary.NOT_ASKED : shared.bytes(image, upkeep());
      summaries.add(summary(named, bytes, containers.applyAsLong(image)));
    }
    summaries.sort(Comparator.comparingLong(ImageSummary::created).reversed());
    return summaries;
  }

  private Upkeep upkeep() {
    return context.engine().images().upkeep();
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
        && filters.any("until", text -> created.isBefore(until(text)))
        && filters.labels("label", named.image().config().defaults().labels());
  }

  private static Instant until(String text) {
    return PruneFilter.of(List.of("until=" + text), Instant.now(), ZoneId.systemDefault())
        .until()
        .orElse(Instant.MAX);
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

  private ImageSummary summary(Named named, long shared, long containers) throws IOException {
    var image = named.image();
    return new ImageSummary(
        image.id().toString(),
        "",
        named.lines().stream().flatMap(line -> tagged(line).stream()).toList(),
        named.lines().stream().flatMap(line -> digested(line).stream()).distinct().toList(),
        image.created().orElse(Instant.EPOCH).getEpochSecond(),
        upkeep().unpackedSize(image),
        shared,
        image.config().defaults().labels(),
        containers);
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
