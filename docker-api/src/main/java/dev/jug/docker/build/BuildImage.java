package dev.jug.docker.build;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.exec.BuildFailure;
import dev.jug.build.exec.Contexts;
import dev.jug.build.graph.BuildPlan;
import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.Context;
import dev.jug.docker.image.BuildBases;
import dev.jug.docker.stream.Messages;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.error.ImageException;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** {@code POST /build}: an image of a Dockerfile and the files that come with it. */
public record BuildImage(Context context, BuildKitDoor door) {
  private static final int O_NONBLOCK = 0x800;
  private static final int LARGEST = 16 << 20;

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
    try (var files = builds.take(request.body())) {
      var plan = plan(files.path(), query);
      try (var messages = new Messages(context.json(), response)) {
        var listener = new BuildMessages(messages, plan, query.isQuiet());
        plan.warnings().forEach(listener::warning);
        build(request, query, plan, files.path(), listener);
      }
    }
  }

  private static BuildPlan plan(Path files, BuildQuery query) throws IOException {
    var name = query.dockerfile();
    var text =
        text(files, name)
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

  private static Optional<String> text(Path files, String name) throws IOException {
    try (var root = Rooted.directory(files.toString());
        var file = Rooted.open(root, name, O_NONBLOCK);
        var in = new FileInputStream("/proc/self/fd/" + file.number())) {
      return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Clients leave these files out, but send the Dockerfile whatever the rules say. */
  private static IgnoreRules ignored(Path files, String dockerfile) throws IOException {
    for (var name : IgnoreRules.names(dockerfile)) {
      var text = text(files, name);
      if (text.isPresent()) {
        return IgnoreRules.parse(name, text.get());
      }
    }
    return IgnoreRules.NONE;
  }

  private void build(
      Request request, BuildQuery query, BuildPlan plan, Path files, BuildMessages listener)
      throws IOException {
    var contexts = Contexts.of(files, ignored(files, query.dockerfile()), Map.of());
    var options = query.options();
    var bases = new BuildBases(context, request, query.pulls());
    var builder = Thread.currentThread();
    try (var _ = request.watch(builder::interrupt)) {
      var image =
          context.engine().builds().build(plan, contexts, options, query.limits(), bases, listener);
      listener.finished(image, options.names());
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
