package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.LogConfig;

/**
 * What is kept of the output of containers that say nothing about it.
 *
 * @param config how ({@code log-driver}, {@code log-opts})
 */
public record LogSettings(LogConfig config) {
  static LogSettings read(Section section) {
    var driver = section.text("log-driver").orElse(LogConfig.DEFAULT_DRIVER);
    var options = section.map("log-opts");
    try {
      return new LogSettings(LogConfig.of(driver, options));
    } catch (EngineException e) {
      throw section.wrong(
          section.has("log-opts") ? "log-opts" : "log-driver", e.getMessage() + " " + e.advice());
    }
  }
}
