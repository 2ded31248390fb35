package dev.jug.docker.build;

import dev.jug.buildkit.BuildKit;
import dev.jug.buildkit.SessionHead;
import dev.jug.docker.context.Context;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /grpc} and {@code POST /session}: connections that go on with HTTP/2. Most engines
 * serve no client that speaks BuildKit: all behind this is made with the first one. Thread-safe.
 */
public final class BuildKitDoor {
  private static final String PREFIX = "X-Docker-Expose-Session-";

  private final Context context;
  private final String version;
  private @Nullable BuildKit made;

  /**
   * @param version of Jug
   */
  public BuildKitDoor(Context context, String version) {
    this.context = context;
    this.version = version;
  }

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes.on("POST", "/grpc", this::grpc).on("POST", "/session", this::session);
  }

  /** What is behind it. */
  synchronized BuildKit open() {
    var buildKit = made;
    if (buildKit == null) {
      buildKit = new BuildKit(context.engine(), context.registries(), version);
      made = buildKit;
    }
    return buildKit;
  }

  private void grpc(Request request, Response response) throws IOException, InterruptedException {
    requireHttp2(request);
    try (var stream = response.hijack()) {
      open().serve(stream.in(), stream.out());
    }
  }

  private void session(Request request, Response response)
      throws IOException, InterruptedException {
    requireHttp2(request);
    var headers = request.headers();
    var id =
        headers
            .first(PREFIX + "Uuid")
            .orElseThrow(() -> new Invalid("a session needs the header " + PREFIX + "Uuid", ""));
    var head = new SessionHead(id, headers.all(PREFIX + "Grpc-Method"));
    try (var stream = response.hijack()) {
      open().session(head, stream.in(), stream.out());
    }
  }

  private static void requireHttp2(Request request) {
    if (request.headers().list("Upgrade").stream().noneMatch("h2c"::equals)) {
      throw new Invalid("the connection has to be upgraded to h2c", "");
    }
  }
}
