package dev.jug.image.registry.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Credentials that end with this process, such as those that come along with one request. */
public final class MemoryStore implements CredentialStore {
  private final Map<String, Credential> credentials = new ConcurrentHashMap<>();

  @Override
  public Optional<Credential> get(String registry) {
    return Optional.ofNullable(credentials.get(registry));
  }

  @Override
  public void put(String registry, Credential credential) {
    credentials.put(registry, credential);
  }

  @Override
  public boolean remove(String registry) {
    return credentials.remove(registry) != null;
  }
}
