package dev.jug.build.cache;

import dev.jug.build.option.FieldText;
import java.util.Map;

/**
 * That steps are to be told elsewhere, as {@code --cache-to} says it.
 *
 * @param place where
 * @param all whether steps of stages that the image has no layers of are told too ({@code
 *     mode=max})
 * @param mayFail whether the build goes on without ({@code ignore-error=true})
 */
public record CacheWish(CachePlace place, boolean all, boolean mayFail) {
  /**
   * Reads one; {@link CachePlace#source} says of what form.
   *
   * @throws dev.jug.build.error.BuildFailure if it makes no sense
   */
  public static CacheWish parse(String text) {
    return text.contains("=")
        ? of(text, new FieldText("cache", text).fields())
        : new CacheWish(CachePlace.source(text), false, false);
  }

  /** The same of fields that were taken apart. */
  public static CacheWish of(Map<String, String> fields) {
    return of(fields.toString(), fields);
  }

  private static CacheWish of(String text, Map<String, String> fields) {
    var form = new FieldText("cache", text);
    boolean all =
        switch (fields.getOrDefault("mode", "min")) {
          case "max" -> true;
          case "min" -> false;
          default -> throw form.failure("mode is min or max");
        };
    return new CacheWish(
        CachePlace.target(fields), all, form.isTrue(fields, "ignore-error", false));
  }
}
