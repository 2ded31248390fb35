package dev.jug.image.registry.auth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files in which Docker and podman keep credentials. Asked in this order: {@code
 * $REGISTRY_AUTH_FILE}; {@code config.json} in {@code $DOCKER_CONFIG} or {@code ~/.docker}; {@code
 * $XDG_RUNTIME_DIR/containers/auth.json}. New ones go to the first of the first two that is named.
 * Keys of podman that name more than a host are not understood.
 */
public final class CredentialFiles implements CredentialStore {
  private final List<AuthFile> files;

  /**
   * The files of one user.
   *
   * @param environment of that user
   * @param home of that user
   */
  public CredentialFiles(Map<String, String> environment, Path home) {
    var paths = new ArrayList<Path>();
    variable(environment, "REGISTRY_AUTH_FILE").ifPresent(paths::add);
    paths.add(
        variable(environment, "DOCKER_CONFIG")
            .orElse(home.resolve(".docker"))
            .resolve("config.json"));
    variable(environment, "XDG_RUNTIME_DIR")
        .ifPresent(folder -> paths.add(folder.resolve("containers/auth.json")));
    files = paths.stream().map(path -> new AuthFile(path, environment)).toList();
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  @Override
  public Optional<Credential> get(String registry) {
    return files.stream().flatMap(file -> file.get(registry).stream()).findFirst();
  }

  @Override
  public synchronized void put(String registry, Credential credential) {
    files.getFirst().put(registry, credential);
  }

  @Override
  public synchronized boolean remove(String registry) {
    boolean removed = false;
    for (var file : files) {
      removed |= file.remove(registry);
    }
    return removed;
  }
}
