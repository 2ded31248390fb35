package dev.jug.app.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The machine's network devices that are one engine's, by what it has written on them (ip-link(8),
 * {@code alias}).
 *
 * @param tag what that begins with
 */
record Cables(String tag) {
  private static final Path DEVICES = Path.of("/sys/class/net");

  /** Ids of networks whose bridges are there. */
  Set<String> bridges() {
    return devices().stream()
        .flatMap(device -> label(device, "network").stream())
        .collect(Collectors.toSet());
  }

  /**
   * The network's id by the endpoint's, of all endpoints whose cables are there; empty for one that
   * is plugged in nowhere.
   */
  Map<String, String> plugged() {
    var plugged = new HashMap<String, String>();
    for (var device : devices()) {
      label(device, "endpoint")
          .ifPresent(endpoint ->
              plugged.put(endpoint, label(device.resolve("master"), "network").orElse("")));
    }
    return plugged;
  }

  private static List<Path> devices() {
    try (var all = Files.list(DEVICES)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Devices come and go, others' too. */
  private Optional<String> label(Path device, String kind) {
    var beginning = tag + " " + kind + " ";
    try {
      var alias = Files.readString(device.resolve("ifalias")).strip();
      return alias.startsWith(beginning)
          ? Optional.of(alias.substring(beginning.length()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
