package dev.jug.engine.settings;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The engine as a program.
 *
 * @param labels that it shows ({@code labels}), each {@code NAME=VALUE}
 * @param level what it logs at least ({@code debug}, {@code log-level})
 * @param json whether its log is JSON, a line each ({@code log-format})
 * @param patience how long what goes on is waited for at its end ({@code shutdown-timeout})
 */
public record ProcessSettings(List<String> labels, Level level, boolean json, Duration patience) {
  private static final int PATIENCE_SECONDS = 15;
  private static final int MOST_PATIENCE = 3600;
  private static final Map<String, Level> LEVELS =
      Map.of(
          "debug", Level.DEBUG,
          "info", Level.INFO,
          "warn", Level.WARNING,
          "error", Level.ERROR,
          "fatal", Level.ERROR);

  static ProcessSettings read(Section section) {
    if (!section.flag("live-restore", true)) {
      throw section.wrong(
          "live-restore", "containers always go on without the engine here; leave it out");
    }
    boolean debug = section.flag("debug", false);
    var word = section.word("log-level", List.of("debug", "info", "warn", "error", "fatal"));
    return new ProcessSettings(
        section.allParsed("labels", "NAME=VALUE", ProcessSettings::label),
        debug ? Level.DEBUG : LEVELS.getOrDefault(word.orElse("info"), Level.INFO),
        section.word("log-format", List.of("text", "json")).filter("json"::equals).isPresent(),
        Duration.ofSeconds(section.number("shutdown-timeout", PATIENCE_SECONDS, 0, MOST_PATIENCE)));
  }

  private static String label(String text) {
    if (text.indexOf('=') < 1) {
      throw new IllegalArgumentException("it has no name, or no =");
    }
    return text;
  }
}
