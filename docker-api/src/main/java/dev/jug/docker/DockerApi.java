package dev.jug.docker;

import dev.jug.docker.build.BuildImage;
import dev.jug.docker.build.BuildKitDoor;
import dev.jug.docker.build.PruneBuilds;
import dev.jug.docker.container.AttachContainer;
import dev.jug.docker.container.ContainerLogs;
import dev.jug.docker.container.ContainerStats;
import dev.jug.docker.container.CreateContainer;
import dev.jug.docker.container.InspectContainer;
import dev.jug.docker.container.Lifecycle;
import dev.jug.docker.container.ListContainers;
import dev.jug.docker.container.WaitContainer;
import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.ApiVersion;
import dev.jug.docker.context.Context;
import dev.jug.docker.exec.ExecEndpoints;
import dev.jug.docker.exec.Instances;
import dev.jug.docker.files.FileEndpoints;
import dev.jug.docker.image.ImageEndpoints;
import dev.jug.docker.json.Json;
import dev.jug.docker.json.Queries;
import dev.jug.docker.network.NetworkEndpoints;
import dev.jug.docker.scope.Gate;
import dev.jug.docker.stream.Waiting;
import dev.jug.docker.system.SystemEndpoints;
import dev.jug.docker.volume.VolumeEndpoints;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.settings.DoorScope;
import dev.jug.http.ErrorBody;
import dev.jug.http.Handler;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.image.error.ImageException;
import dev.jug.image.registry.Registries;
import dev.jug.oci.InvalidDocumentException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The Docker Engine API in front of an engine. Paths may begin with a version, such as {@code
 * /v1.41}; the engine decides nothing by it but whether it is spoken here.
 */
public final class DockerApi implements Handler {
  private final Context context;
  private final String version;
  private final Router routes;

  /**
   * @param version of Jug
   * @param environment says how registries are reached
   * @param scope how much of the engine it shows
   */
  public DockerApi(
      Engine engine, String version, Map<String, String> environment, DoorScope scope) {
    this.context =
        new Context(
            engine,
            new Json(),
            credentials ->
                Registries.of(environment, credentials, engine.settings().registries().defaults()),
            new Waiting(),
            new Gate(scope));
    this.version = version;
    this.routes = routes();
  }

  private Router routes() {
    var routes = Router.builder(context.gate());
    var execs = new Instances();
    var buildKit = new BuildKitDoor(context, version);
    buildKit.routes(routes);
    new SystemEndpoints(context, version).routes(routes);
    routes
        .on("GET", "/containers/json", new ListContainers(context)::handle)
        .on("POST", "/containers/create", new CreateContainer(context)::handle)
        .on("GET", "/containers/{id}/json", new InspectContainer(context, execs)::handle)
        .on("GET", "/containers/{id}/top", this::top)
        .on("GET", "/containers/{id}/stats", new ContainerStats(context)::handle)
        .on("GET", "/containers/{id}/logs", new ContainerLogs(context)::handle)
        .on("POST", "/containers/{id}/attach", new AttachContainer(context)::handle)
        .on("GET", "/containers/{id}/attach/ws", new AttachContainer(context)::handleWebSocket)
        .on("POST", "/containers/{id}/wait", new WaitContainer(context)::handle);
    routes
        .on("POST", "/build", Router.UNLIMITED, new BuildImage(context, buildKit)::handle)
        .on("POST", "/build/prune", new PruneBuilds(context)::handle);
    new Lifecycle(context).routes(routes);
    new ExecEndpoints(context, execs).routes(routes);
    new FileEndpoints(context).routes(routes);
    new ImageEndpoints(context).routes(routes);
    new NetworkEndpoints(context).routes(routes);
    new VolumeEndpoints(context).routes(routes);
    return routes.build();
  }

  private void top(Request request, Response response) throws IOException {
    var options = new Queries(request.query()).word("ps_args").orElse("-ef");
    var table = context.container(request).processes(List.of(options.trim().split(" +")));
    context.json().send(response, table);
  }

  /** The bodies of errors that the server finds by itself. */
  public ErrorBody errors() {
    return (_, message) ->
        new ErrorBody.Content(Json.TYPE, context.json().text(Map.of("message", message)));
  }

  @Override
  public void handle(Request request, Response response) throws Exception {
    response
        .header("Server", "Jug/" + version + " (linux)")
        .header("Api-Version", ApiVersion.NEWEST.toString())
        .header("Docker-Experimental", "false")
        .header("Ostype", "linux");
    try {
      route(request, response);
    } catch (EngineException e) {
      refuse(response, ApiError.of(e), e);
    } catch (ImageException e) {
      refuse(response, ApiError.of(e), e);
    } catch (InvalidDocumentException e) {
      refuse(response, ApiError.of(e), e);
    }
  }

  private void route(Request request, Response response) throws Exception {
    var asked = ApiVersion.ofSegment(request.segments().getFirst());
    asked.ifPresent(ApiVersion::require);
    routes.handle(asked.isPresent() ? request.below(1) : request, response);
  }

  /** What has begun can only be cut off, so that the client sees that it is not whole. */
  private void refuse(Response response, ApiError error, RuntimeException why) throws Exception {
    if (response.begun()) {
      throw why;
    }
    context.json().send(response.status(error.status()), Map.of("message", error.message()));
  }
}
