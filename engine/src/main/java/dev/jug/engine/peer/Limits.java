package dev.jug.engine.peer;

import dev.jug.engine.attack.Attack.Bound;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a peer is told of a container besides its program ({@code HostConfig}). */
final class Limits {
  private static final Map<String, Object> FEW_DESCRIPTORS =
      Map.of("Name", "nofile", "Soft", 1024, "Hard", 1024);

  private Limits() {}

  /** Nothing but the limit that is tried, and the way to call back. */
  static Map<String, Object> of(Bound bound, Path line, String network) {
    var config = new HashMap<String, Object>();
    config.put("Binds", List.of(line + ":/line"));
    if (!network.isEmpty()) {
      config.put("NetworkMode", network);
    }
    switch (bound) {
      case USUAL -> {}
      case OPEN_FILES -> config.put("Ulimits", List.of(FEW_DESCRIPTORS));
      case FILES -> config.put("StorageOpt", Map.of("size", "16m", "inodes", "200"));
    }
    return config;
  }
}
