package dev.jug.image.registry.config;

import java.util.List;

/**
 * How registries are reached as far as a user's file does not say.
 *
 * @param insecure servers that need not prove who they are, besides the user's
 * @param mirrors of docker.io, if the user has none
 */
public record RegistryDefaults(List<String> insecure, List<HostPort> mirrors) {
  /** Nothing. */
  public static final RegistryDefaults NONE = new RegistryDefaults(List.of(), List.of());

  public RegistryDefaults {
    insecure = List.copyOf(insecure);
    mirrors = List.copyOf(mirrors);
  }
}
