package dev.jug.engine;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.reclaim.GoDuration;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an administrator says in {@code /etc/jug/engine.json}; read when an engine starts. Whatever
 * is not known is refused, for it would do nothing.
 *
 * <pre>{@code
 * {"gc": {"remove": "unnamed", "highPercent": 85, "lowPercent": 80, "plentyGiB": 32,
 *         "minimumAge": "1h", "maximumAge": "never", "partialAge": "1d", "period": "5m"}}
 * }</pre>
 *
 * @param gc when images are removed that nobody asked to remove
 */
public record EngineSettings(ReclaimPolicy gc) {
  /** Where there is no file. */
  public static final EngineSettings DEFAULT = new EngineSettings(ReclaimPolicy.DEFAULT);

  private static final Set<String> GC =
      Set.of(
          "remove",
          "highPercent",
          "lowPercent",
          "plentyGiB",
          "minimumAge",
          "maximumAge",
          "partialAge",
          "period");

  /**
   * What a file says; where there is none, the default.
   *
   * @throws Invalid if it makes no sense
   */
  public static EngineSettings read(Path file) {
    try {
      return new Reader(file).settings(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return DEFAULT;
    } catch (IOException e) {
      throw new Invalid("cannot read " + file + ": " + e.getMessage(), "");
    }
  }

  private record Reader(Path file) {
    EngineSettings settings(byte[] json) {
      try {
        var root =
            JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(json);
        only(root, "", Set.of("gc"));
        return new EngineSettings(gc(root.path("gc")));
      } catch (JacksonException e) {
        throw invalid(e.getOriginalMessage());
      } catch (IllegalArgumentException e) {
        throw invalid("gc: " + e.getMessage());
      }
    }

    private ReclaimPolicy gc(JsonNode gc) {
      var normal = ReclaimPolicy.DEFAULT;
      if (gc.isMissingNode()) {
        return normal;
      }
      only(gc, "gc", GC);
      return new ReclaimPolicy(
          scope(gc.path("remove"), normal.scope()),
          number(gc, "highPercent", normal.highPercent()),
          number(gc, "lowPercent", normal.lowPercent()),
          (long) number(gc, "plentyGiB", (int) (normal.plentyBytes() >> 30)) << 30,
          age(gc, "minimumAge", normal.minimumAge()),
          maximumAge(gc),
          age(gc, "partialAge", normal.partialAge()),
          age(gc, "period", normal.period()));
    }

    private Scope scope(JsonNode value, Scope otherwise) {
      if (value.isMissingNode()) {
        return otherwise;
      }
      return Arrays.stream(Scope.values())
          .filter(scope -> scope.word().equals(value.asString("")))
          .findFirst()
          .orElseThrow(() -> invalid("gc.remove: expected nothing, unnamed or unused"));
    }

    private int number(JsonNode object, String field, int otherwise) {
      var value = object.path(field);
      if (!value.isMissingNode() && !(value.canConvertToInt() && value.intValue() >= 0)) {
        throw invalid("gc." + field + ": expected a number");
      }
      return value.isMissingNode() ? otherwise : value.intValue();
    }

    private @Nullable Duration maximumAge(JsonNode gc) {
      var value = gc.path("maximumAge");
      boolean never = value.isMissingNode() || value.asString("").equals("never");
      return never ? null : age(gc, "maximumAge", Duration.ZERO);
    }

    private Duration age(JsonNode object, String field, Duration otherwise) {
      var value = object.path(field);
      if (value.isMissingNode()) {
        return otherwise;
      }
      return GoDuration.tryParse(value.asString(""))
          .orElseThrow(() -> invalid("gc." + field + ": expected a duration, such as \"1h30m\""));
    }

    private void only(JsonNode object, String where, Set<String> known) {
      if (!object.isObject()) {
        throw invalid(where.isEmpty() ? "expected an object" : where + ": expected an object");
      }
      for (var name : object.propertyNames()) {
        if (!known.contains(name)) {
          var path = where.isEmpty() ? name : where + "." + name;
          throw invalid(path + ": not known; known are " + String.join(", ", known));
        }
      }
    }

    private Invalid invalid(String why) {
      return new Invalid(file + ": " + why, "See docs/images.md, \"What goes by itself\".");
    }
  }
}
