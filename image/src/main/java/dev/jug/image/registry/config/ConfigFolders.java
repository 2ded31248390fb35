package dev.jug.image.registry.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a user and an administrator say how registries are reached.
 *
 * @param own the user's folder: {@code $XDG_CONFIG_HOME/jug} or {@code ~/.config/jug}
 */
public record ConfigFolders(Path own) {
  private static final Path SYSTEM = Path.of("/etc/jug");
  private static final Path DOCKER = Path.of("/etc/docker");

  /** Those of whoever has this environment. */
  public static ConfigFolders of(Map<String, String> environment) {
    var home = environment.getOrDefault("HOME", "/root");
    var config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return new ConfigFolders(Path.of(config, "jug"));
  }

  /** The user's file, or the administrator's if the user has none. */
  public Path registries() {
    var file = own.resolve("registries.json");
    return Files.exists(file) ? file : SYSTEM.resolve("registries.json");
  }

  /** Folders with certificates, a folder in them for each registry. */
  public List<Path> certificates() {
    return List.of(own.resolve("certs.d"), SYSTEM.resolve("certs.d"), DOCKER.resolve("certs.d"));
  }
}
