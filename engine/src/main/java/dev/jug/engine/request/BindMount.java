package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A file or directory of the host in a container.
 *
 * @param source absolute path on the host
 * @param target absolute path in the container
 * @param options of {@code ro}, {@code rw}, {@code rprivate}, {@code private}, {@code rshared},
 *     {@code shared}, {@code rslave}, {@code slave}
 */
public record BindMount(Path source, String target, List<String> options) {
  private static final Set<String> KNOWN =
      Set.of("ro", "rw", "private", "rprivate", "shared", "rshared", "slave", "rslave");
  private static final Set<String> IGNORED =
      Set.of("z", "Z", "consistent", "cached", "delegated", "nocopy");

  public BindMount {
    options = List.copyOf(options);
  }

  /** Whether the container may not write to it. */
  public boolean readOnly() {
    return options.contains("ro");
  }

  /**
   * Reads {@code SOURCE:TARGET[:OPTION,…]}.
   *
   * @throws Invalid if it does not have this form
   */
  public static BindMount parse(String text) {
    var parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw invalid(text, "it is not SOURCE:TARGET[:OPTIONS]");
    }
    if (!parts[0].startsWith("/")) {
      throw new Unavailable(
          "volume " + parts[0] + ": named volumes are not there yet",
          "Give an absolute path of the host.");
    }
    if (!parts[1].startsWith("/") || parts[1].equals("/")) {
      throw invalid(text, "the target must be an absolute path other than /");
    }
    return new BindMount(
        Path.of(parts[0]), parts[1], parts.length == 2 ? List.of() : options(text, parts[2]));
  }

  private static List<String> options(String text, String list) {
    var options = List.of(list.split(","));
    for (var option : options) {
      if (!KNOWN.contains(option) && !IGNORED.contains(option)) {
        throw invalid(text, "unknown option " + option);
      }
    }
    return options.stream().filter(KNOWN::contains).toList();
  }

  private static Invalid invalid(String text, String why) {
    return new Invalid(
        "invalid volume specification: '" + text + "': " + why, "Example: -v /srv/data:/data:ro");
  }
}
