package dev.jug.app;

import dev.jug.engine.settings.ProcessSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log: a line for each entry with time, level, where it comes from and what it says,
 * as text or as JSON, on standard error. The JDK finds it as the service that makes loggers.
 */
public final class EngineLog extends System.LoggerFinder {
  private final PrintStream out;
  private final InstantSource clock;
  private volatile Level least = Level.INFO;
  private volatile boolean json;

  /** On standard error. */
  public EngineLog() {
    this(System.err, InstantSource.system());
  }

  EngineLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** The one that this JVM uses follows the settings from now on. */
  static void follow(ProcessSettings settings) {
    if (getLoggerFinder() instanceof EngineLog log) {
      log.set(settings.level(), settings.json());
    }
  }

  void set(Level level, boolean asJson) {
    least = level;
    json = asJson;
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Logger(name);
  }

  private void write(String name, Level level, String message, @Nullable Throwable thrown) {
    var text = thrown == null ? message : message + "\n" + trace(thrown);
    var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var line =
        json
            ? "{\"time\":\"%s\",\"level\":\"%s\",\"logger\":\"%s\",\"msg\":\"%s\"}"
                .formatted(time, word(level), escaped(name), escaped(text))
            : "%s %-5s %s: %s".formatted(time, word(level), shortened(name), text);
    out.println(line);
  }

  private static String word(Level level) {
    return level == Level.WARNING ? "warn" : level.name().toLowerCase(Locale.ROOT);
  }

  private static String shortened(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String trace(Throwable thrown) {
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace.toString().stripTrailing();
  }

  /** As text in JSON (RFC 8259, 7). */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        default -> escaped.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return escaped.toString();
  }

  private final class Logger implements System.Logger {
    private final String name;

    private Logger(String name) {
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }

    /** What the JDK itself has to say is not for an engine's log, unless it is trouble. */
    @Override
    public boolean isLoggable(Level level) {
      boolean own = name.startsWith("dev.jug");
      var limit = own || least.getSeverity() > Level.WARNING.getSeverity() ? least : Level.WARNING;
      return level != Level.OFF && level.getSeverity() >= limit.getSeverity();
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        write(name, level, String.valueOf(message), thrown);
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... values) {
      if (isLoggable(level)) {
        var text = String.valueOf(format);
        boolean fills = values != null && values.length > 0;
        write(name, level, fills ? MessageFormat.format(text, values) : text, null);
      }
    }
  }
}
