package dev.jug.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.DockerApi;
import dev.jug.engine.Engine;
import dev.jug.engine.settings.DoorSettings;
import dev.jug.engine.settings.HostAddress;
import dev.jug.http.AccessLog;
import dev.jug.http.ErrorBody;
import dev.jug.http.Handler;
import dev.jug.http.Server;
import dev.jug.http.Settings;
import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Docker Engine API of one engine, at a socket beside the engine's own or elsewhere. */
final class DockerDoor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DockerDoor.class.getName());

  /** The socket's name in the engine's run directory. */
  static final String SOCKET = "docker.sock";

  private final Server server;

  private final Server metrics;
  private final List<String> places;

  private DockerDoor(Server server, Server metrics, List<String> places) {
    this.server = server;
    this.metrics = metrics;
    this.places = places;
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
   * @param settings where else, and who may come in
   */
  static DockerDoor open(Engine engine, Path run, DoorSettings settings, Use use) {
    var api = new OnDemand(engine);
    ErrorBody errors = (status, message) -> api.get().errors().of(status, message);
    var server =
        new Server(
            counted(api, use), Settings.defaults().withErrors(errors).withLog(DockerDoor::log));
    var metrics = new Server(metricsOnly(api), Settings.defaults());
    try {
      if (settings.metrics().isPresent()) {
        metrics.listen(new Endpoint.Tcp(settings.metrics().get()));
      }
      var places = new Listening(server, settings).at(hosts(run, settings));
      return new DockerDoor(server, metrics, places);
    } catch (IOException e) {
      metrics.close();
      server.close();
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      metrics.close();
      server.close();
      throw e;
    }
  }

  private static List<HostAddress> hosts(Path run, DoorSettings settings) {
    return settings.hosts().isEmpty()
        ? List.of(new HostAddress.Unix(run.resolve(SOCKET)))
        : settings.hosts();
  }

  /** Where it listens, as {@code DOCKER_HOST} has it. */
  List<String> places() {
    return places;
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

  private static void log(AccessLog.Entry entry) {
    LOG.log(
        System.Logger.Level.DEBUG,
        "request {0}: {1} {2} answered {3} after {4} ms",
        entry.id(),
        entry.method(),
        entry.target(),
        Integer.toString(entry.status()),
        Long.toString(entry.duration().toMillis()));
  }

  private static Handler counted(OnDemand api, Use use) {
    return (request, response) -> {
      use.begin();
      response.header("X-Request-Id", request.id());
      try {
        api.get().handle(request, response);
      } finally {
        use.end();
      }
    };
  }

  /** Whoever may see how the engine is may not see what it does. */
  private static Handler metricsOnly(OnDemand api) {
    return (request, response) -> {
      boolean metrics = request.segments().equals(List.of("metrics"));
      if (metrics && request.method().equals("GET")) {
        api.get().handle(request, response);
      } else {
        response.status(404).send("text/plain", "only GET /metrics is here\n".getBytes(UTF_8));
      }
    };
  }

  @Override
  public void close() {
    metrics.close();
    server.close();
  }
}
