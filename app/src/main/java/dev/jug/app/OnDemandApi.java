package dev.jug.app;

import dev.jug.docker.DockerApi;
import dev.jug.engine.Engine;
import dev.jug.engine.settings.DoorScope;
import org.jspecify.annotations.Nullable;

/**
 * Most engines serve no client of Docker's: the API is made with the first request. Thread-safe.
 */
final class OnDemandApi {
  private final Engine engine;
  private final DoorScope scope;
  private @Nullable DockerApi api;

  /**
   * @param scope how much of the engine it shows
   */
  OnDemandApi(Engine engine, DoorScope scope) {
    this.engine = engine;
    this.scope = scope;
  }

  synchronized DockerApi get() {
    var made = api;
    if (made == null) {
      made = new DockerApi(engine, Version.text(), System.getenv(), scope);
      api = made;
    }
    return made;
  }
}
