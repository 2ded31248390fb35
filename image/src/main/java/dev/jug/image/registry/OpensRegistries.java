package dev.jug.image.registry;

import dev.jug.image.registry.auth.CredentialStore;

/** Opens registries for one request of a client, with that client's credentials. */
@FunctionalInterface
public interface OpensRegistries {
  /** The caller closes them. */
  Registries open(CredentialStore credentials);
}
