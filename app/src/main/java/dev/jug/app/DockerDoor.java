package dev.jug.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.Engine;
import dev.jug.engine.settings.DoorScope;
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
import java.util.ArrayList;
import java.util.List;

/** The Docker Engine API of one engine, at a socket beside the engine's own or elsewhere. */
final class DockerDoor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DockerDoor.class.getName());

  /** The socket's name in the engine's run directory. */
  static final String SOCKET = "docker.sock";

  private final List<Server> servers;
  private final List<String> places;

  private DockerDoor(List<Server> servers, List<String> places) {
    this.servers = List.copyOf(servers);
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
   * @param audit is told of each request
   */
  static DockerDoor open(Engine engine, Path run, DoorSettings settings, Use use, AuditLog audit) {
    var servers = new ArrayList<Server>();
    try {
      var api = new OnDemandApi(engine, new DoorScope.Everything());
      servers.add(server(api, "docker", use, audit));
      var places = new Listening(servers.getFirst(), settings).at(hosts(run, settings));
      for (var scoped : settings.scoped()) {
        var part = new OnDemandApi(engine, scoped.scope());
        servers.add(server(part, scoped.path().toString(), use, audit));
        servers.getLast().listen(new Endpoint.Unix(scoped.path(), scoped.group()));
      }
      if (settings.metrics().isPresent()) {
        servers.add(new Server(metricsOnly(api), Settings.defaults()));
        servers.getLast().listen(new Endpoint.Tcp(settings.metrics().get()));
      }
      return new DockerDoor(servers, places);
    } catch (IOException e) {
      servers.forEach(Server::close);
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      servers.forEach(Server::close);
      throw e;
    }
  }

  private static Server server(OnDemandApi api, String door, Use use, AuditLog audit) {
    ErrorBody errors = (status, message) -> api.get().errors().of(status, message);
    return new Server(
        counted(api, use),
        Settings.defaults().withErrors(errors).withLog(entry -> log(entry, door, audit)));
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

  private static void log(AccessLog.Entry entry, String door, AuditLog audit) {
    audit.add(door, entry);
    LOG.log(
        System.Logger.Level.DEBUG,
        "request {0}: {1} {2} answered {3} after {4} ms",
        entry.id(),
        entry.method(),
        entry.target(),
        Integer.toString(entry.status()),
        Long.toString(entry.duration().toMillis()));
  }

  private static Handler counted(OnDemandApi api, Use use) {
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
  private static Handler metricsOnly(OnDemandApi api) {
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
    servers.forEach(Server::close);
  }
}
