package dev.jug.app;

import dev.jug.cri.Cri;
import dev.jug.engine.Engine;
import dev.jug.engine.settings.DoorSettings;
import dev.jug.image.registry.Registries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The Container Runtime Interface of one engine, if there is a socket for it. */
final class CriDoor implements AutoCloseable {
  private final Optional<Cri> cri;
  private final DockerDoor.Use use;

  private CriDoor(Optional<Cri> cri, DockerDoor.Use use) {
    this.cri = cri;
    this.use = use;
  }

  /** Opens it. An engine that a kubelet may come to does not end by itself. */
  static CriDoor open(Engine engine, DoorSettings settings, DockerDoor.Use use) {
    try {
      var places = settings.cri();
      Optional<Cri> cri =
          places.isPresent()
              ? Optional.of(
                  Cri.open(
                      engine,
                      credentials ->
                          Registries.of(
                              System.getenv(),
                              credentials,
                              engine.settings().registries().defaults()),
                      Version.text(),
                      places.get()))
              : Optional.empty();
      cri.ifPresent(_ -> use.begin());
      return new CriDoor(cri, use);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    cri.ifPresent(open -> {
      open.close();
      use.end();
    });
  }
}
