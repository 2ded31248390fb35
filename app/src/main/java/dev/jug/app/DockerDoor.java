package dev.jug.app;

import dev.jug.docker.DockerApi;
import dev.jug.engine.Engine;
import dev.jug.http.ErrorBody;
import dev.jug.http.Handler;
import dev.jug.http.Server;
import dev.jug.http.Settings;
import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The Docker Engine API of one engine, at a socket beside the engine's own. */
final class DockerDoor implements AutoCloseable {
  /** The socket's name in the engine's run directory. */
  static final String SOCKET = "docker.sock";

  private final Server server;

  private DockerDoor(Server server) {
    this.server = server;
  }

  /** What is told that somebody is served, so that the engine does not end meanwhile. */
  interface Use {
    void begin();

    void end();
  }

  /**
   * Opens it.
   *
   * @param run the engine's run directory
   */
  static DockerDoor open(Engine engine, Path run, Use use) {
    var api = new OnDemand(engine);
    ErrorBody errors = (status, message) -> api.get().errors().of(status, message);
    var server = new Server(counted(api, use), Settings.defaults().withErrors(errors));
    try {
      server.listen(new Endpoint.Unix(run.resolve(SOCKET)));
      return new DockerDoor(server);
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException("cannot listen at " + run.resolve(SOCKET), e);
    }
  }

  /** Most engines serve no client of Docker's: the API is made with the first request. */
  private static final class OnDemand {
    private final Engine engine;
    private @Nullable DockerApi api;

    private OnDemand(Engine engine) {
      this.engine = engine;
    }

    private synchronized DockerApi get() {
      var made = api;
      if (made == null) {
        made = new DockerApi(engine, Version.text(), System.getenv());
        api = made;
      }
      return made;
    }
  }

  private static Handler counted(OnDemand api, Use use) {
    return (request, response) -> {
      use.begin();
      try {
        api.get().handle(request, response);
      } finally {
        use.end();
      }
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
