package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Locale;
import java.util.Set;

/**
 * One limit of setrlimit(2) ({@code --ulimit}).
 *
 * @param name without prefix, in lower case, such as {@code nofile}
 * @param soft limit the kernel enforces; −1 means unlimited
 * @param hard ceiling of the soft limit; −1 means unlimited
 */
public record ResourceLimit(String name, long soft, long hard) {
  private static final Set<String> NAMES =
      Set.of(
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack",
          "as");

  public ResourceLimit {
    if (!NAMES.contains(name)) {
      throw new Invalid(
          "invalid ulimit type: " + name, "One of: " + NAMES.stream().sorted().toList());
    }
    if (hard != -1 && (soft == -1 || soft > hard)) {
      throw new Invalid(
          "ulimit soft limit must be less than or equal to hard limit: " + soft + " > " + hard, "");
    }
  }

  /** Reads {@code NAME=SOFT[:HARD]}. */
  public static ResourceLimit parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new Invalid("invalid ulimit argument: " + text, "Example: --ulimit nofile=1024:2048");
    }
    var values = text.substring(equals + 1).split(":", 2);
    long soft = number(text, values[0]);
    long hard = values.length == 1 ? soft : number(text, values[1]);
    return new ResourceLimit(text.substring(0, equals).toLowerCase(Locale.ROOT), soft, hard);
  }

  private static long number(String text, String value) {
    try {
      return value.equals("unlimited") ? -1 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new Invalid("invalid ulimit argument: " + text, "Limits are numbers or unlimited.");
    }
  }
}
