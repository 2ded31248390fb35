package dev.jug.cli.image;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.LabelFilter;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filters of {@code jug images}, with Docker's names. */
final class ImageFilter {
  private final List<ImageLine> all;

  private ImageFilter(List<ImageLine> all) {
    this.all = all;
  }

  /**
   * All of them at once; of several patterns one must match.
   *
   * @param filters such as {@code dangling=true}
   * @param pattern only images of this name; null for all
   * @param all what is filtered, for those that refer to other images
   */
  static Predicate<ImageLine> of(
      List<String> filters, @Nullable String pattern, List<ImageLine> all) {
    Predicate<ImageLine> filter = pattern == null ? _ -> true : reference(pattern);
    var references = filters.stream().filter(f -> f.startsWith("reference=")).toList();
    if (!references.isEmpty()) {
      filter =
          filter.and(line -> references.stream().anyMatch(f -> reference(value(f)).test(line)));
    }
    for (var text : filters) {
      filter = filter.and(new ImageFilter(all).one(text));
    }
    return filter;
  }

  private static String value(String filter) {
    return filter.substring(filter.indexOf('=') + 1);
  }

  private Predicate<ImageLine> one(String filter) {
    int equals = filter.indexOf('=');
    var value = value(filter);
    return switch (equals < 0 ? "" : filter.substring(0, equals)) {
      case "reference" -> _ -> true;
      case "dangling" -> line -> line.entry().name().isEmpty() == Boolean.parseBoolean(value);
      case "label" ->
          line -> LabelFilter.parse(value).test(line.image().config().defaults().labels());
      case "before" -> {
        var limit = created(value);
        yield line -> created(line).isBefore(limit);
      }
      case "since" -> {
        var limit = created(value);
        yield line -> created(line).isAfter(limit);
      }
      default -> throw new Invalid("invalid filter '" + filter + "'", "See 'jug images --help'.");
    };
  }

  private Instant created(String image) {
    return all.stream()
        .filter(line -> line.id(true).contains(image) || reference(image).test(line))
        .map(ImageFilter::created)
        .findFirst()
        .orElseThrow(() -> new NotFound("No such image: " + image, "See 'jug images'."));
  }

  private static Instant created(ImageLine line) {
    return line.created().orElse(Instant.EPOCH);
  }

  /** A pattern is about the repository, or about repository and tag if it has a colon. */
  private static Predicate<ImageLine> reference(String pattern) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return line ->
        matcher.matches(Path.of(line.repository()))
            || matcher.matches(Path.of(line.repository() + ":" + line.tag()));
  }
}
