package dev.jug.docker.build;

import dev.jug.build.cache.BuildCaches;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.exec.ContextFiles;
import dev.jug.build.exec.Contexts;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.BuildPlan;
import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.Context;
import dev.jug.docker.image.BuildBases;
import dev.jug.docker.stream.Messages;
import dev.jug.engine.Builds;
import dev.jug.engine.build.FetchedContext;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** {@code POST /build}: an image of a Dockerfile and the files that come with it. */
public record BuildImage(Context context, BuildKitDoor door) {
  public void handle(Request request, Response response) throws IOException, InterruptedException {
    var query = BuildQuery.of(request.query());
    query.check();
    if (query.isOfSession()) {
      new SessionBuild(context, door).handle(query, request, response);
    } else {
      handle(query, request, response);
    }
  }

  private void handle(BuildQuery query, Request request, Response response) throws IOException {
    var builds = context.engine().builds();
    var remote = query.remote();
    if (remote.isPresent()) {
      try (var files = fetched(builds, remote.get())) {
        build(request, response, query, files.path());
      }
      return;
    }
    try (var files = builds.take(request.body())) {
      build(request, response, query, files.path());
    }
  }

  private static FetchedContext fetched(Builds builds, AddSource remote) throws IOException {
    try {
      return builds.take(remote);
    } catch (BuildFailure e) {
      throw new Invalid(e.getMessage(), "The engine fetches it: it must reach that address.");
    }
  }

  private void build(Request request, Response response, BuildQuery query, Path files)
      throws IOException {
    var plan = plan(files, query);
    try (var messages = new Messages(context.json(), response)) {
      var listener = new BuildMessages(messages, plan, query.isQuiet());
      plan.warnings().forEach(listener::warning);
      build(request, query, plan, files, listener);
    }
  }

  /** Images of this engine; one that is not there, or no cache, is told of in a warning. */
  private List<BuildCaches.From> caches(BuildQuery query) {
    var images = context.engine().images();
    var platform = query.plan().platform();
    return query.cacheFrom().stream()
        .<BuildCaches.From>map(
            name -> () -> images.signatures().source(images.find(name, platform), name))
        .toList();
  }

  private static BuildPlan plan(Path files, BuildQuery query) throws IOException {
    var name = query.dockerfile();
    var text =
        new ContextFiles(files)
            .text(name)
            .orElseThrow(() ->
                new Invalid(
                    "Cannot locate specified Dockerfile: " + name,
                    "The build context has no such file; -f says which one it is."));
    try {
      return BuildPlan.of(Dockerfile.parse(name, text), query.plan());
    } catch (DockerfileException e) {
      throw new Invalid("dockerfile parse error: " + e.describe(), "");
    }
  }

  private void build(
      Request request, BuildQuery query, BuildPlan plan, Path files, BuildMessages listener)
      throws IOException {
    var ignored = new ContextFiles(files).ignored(query.dockerfile());
    var contexts = Contexts.of(files, ignored, Map.of());
    var options = query.options(caches(query));
    var bases = new BuildBases(context, request, query.pulls());
    var builder = Thread.currentThread();
    try (var _ = request.watch(builder::interrupt)) {
      var built =
          context.engine().builds().build(plan, contexts, options, query.limits(), bases, listener);
      listener.finished(built.image(), options.names());
    } catch (BuildFailure e) {
      listener.failed(e);
    } catch (DockerfileException e) {
      listener.failed(e.describe(), 0);
    } catch (ImageException e) {
      listener.failed(ApiError.of(e).message(), 0);
    } catch (EngineException e) {
      listener.failed(ApiError.of(e).message(), 0);
    } catch (CancellationException _) {
      // Nobody is there to be told.
    }
  }
}
