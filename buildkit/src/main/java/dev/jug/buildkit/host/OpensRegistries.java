package dev.jug.buildkit.host;

import dev.jug.image.registry.Registries;
import dev.jug.image.registry.auth.CredentialStore;

/** Opens registries for one build. */
@FunctionalInterface
public interface OpensRegistries {
  /** The caller closes them. */
  Registries open(CredentialStore credentials);
}
