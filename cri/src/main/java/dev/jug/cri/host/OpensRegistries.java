package dev.jug.cri.host;

import dev.jug.image.registry.Registries;
import dev.jug.image.registry.auth.CredentialStore;

/** Opens registries for one pull. */
@FunctionalInterface
public interface OpensRegistries {
  /** The caller closes them. */
  Registries open(CredentialStore credentials);
}
