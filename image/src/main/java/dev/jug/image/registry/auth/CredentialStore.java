package dev.jug.image.registry.auth;

import java.util.Optional;

/**
 * Where credentials are kept, by the registry's name as references have it. Thread-safe. All
 * methods throw {@link dev.jug.image.error.ImageException} if the store does not work.
 */
public interface CredentialStore {
  /** What is kept for a registry. */
  Optional<Credential> get(String registry);

  /** Keeps what proves somebody's identity to a registry, instead of what was kept before. */
  void put(String registry, Credential credential);

  /** Forgets; false if there was nothing. */
  boolean remove(String registry);
}
