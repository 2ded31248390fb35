package dev.jug.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.context.ApiVersion;
import dev.jug.docker.context.Context;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the engine is there, and what it is.
 *
 * @param version of Jug
 */
public record SystemEndpoints(Context context, String version) {

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("GET", "/_ping", this::ping)
        .on("GET", "/version", this::version)
        .on("GET", "/info", new Info(context, version)::handle)
        .on("GET", "/events", new EventStream(context)::handle)
        .on("GET", "/metrics", new Metrics(context, version)::handle);
    routes.on("POST", "/auth", new Login(context)::handle);
    routes.on("GET", "/system/df", new DiskUse(context)::handle);
  }

  /** HEAD gets the same fields and no body. */
  private void ping(Request request, Response response) throws IOException {
    response
        .header("Cache-Control", "no-cache, no-store, must-revalidate")
        .header("Pragma", "no-cache")
        .header("Builder-Version", "2")
        .send("text/plain; charset=utf-8", "OK".getBytes(UTF_8));
  }

  private void version(Request request, Response response) throws IOException {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("Platform", Map.of("Name", "Jug"));
    answer.put("Components", List.of(component()));
    answer.put("Version", ApiVersion.release(version));
    answer.put("ApiVersion", ApiVersion.NEWEST.toString());
    answer.put("MinAPIVersion", ApiVersion.OLDEST.toString());
    answer.put("Os", "linux");
    answer.put("Arch", Platform.host().architecture());
    answer.put("KernelVersion", System.getProperty("os.version"));
    context.json().send(response, answer);
  }

  private Map<String, Object> component() {
    return Map.of(
        "Name",
        "Engine",
        "Version",
        version,
        "Details",
        Map.of(
            "ApiVersion",
            ApiVersion.NEWEST.toString(),
            "MinAPIVersion",
            ApiVersion.OLDEST.toString(),
            "Arch",
            Platform.host().architecture(),
            "Os",
            "linux",
            "KernelVersion",
            System.getProperty("os.version"),
            "Experimental",
            "false"));
  }
}
