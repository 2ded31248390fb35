package dev.jug.app;

import dev.jug.dashboard.Dashboard;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.settings.DoorScope;
import dev.jug.http.ErrorBody;
import dev.jug.http.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard of one engine, from the moment somebody asks for it. An engine that serves it does
 * not end by itself. Thread-safe.
 */
final class DashboardDoor implements AutoCloseable {
  private static final String NAME = "dashboard";

  private final Engine engine;
  private final DockerDoor.Use use;
  private final AuditLog audit;
  private @Nullable Dashboard open;

  /** Not open yet. */
  DashboardDoor(Engine engine, DockerDoor.Use use, AuditLog audit) {
    this.engine = engine;
    this.use = use;
    this.audit = audit;
  }

  /**
   * An address for one browser.
   *
   * @param port 0 for where it is, or any that is free
   * @throws Conflict if it is at another port, or that one is taken
   */
  synchronized String invite(int port) {
    var there = open;
    if (there == null) {
      there = open(port);
      open = there;
      use.begin();
    } else if (port != 0 && port != there.port()) {
      throw new Conflict(
          "the dashboard is at port " + there.port() + " already",
          "Leave --port out, or end it first (jug dashboard --stop).");
    }
    return there.invite();
  }

  private Dashboard open(int port) {
    var api = new OnDemandApi(engine, new DoorScope.Everything());
    ErrorBody errors = (status, message) -> api.get().errors().of(status, message);
    var settings = Settings.defaults().withErrors(errors).withLog(entry -> audit.add(NAME, entry));
    try {
      return Dashboard.open(
          (request, response) -> api.get().handle(request, response),
          port,
          settings,
          new SecureRandom(),
          InstantSource.system());
    } catch (IOException e) {
      throw new Conflict(
          "the dashboard " + e.getMessage(), "Another program has that port: leave --port out.");
    }
  }

  /** Ends it; false if there was none. */
  synchronized boolean end() {
    var there = open;
    if (there == null) {
      return false;
    }
    open = null;
    there.close();
    use.end();
    return true;
  }

  @Override
  public void close() {
    end();
  }
}
