package dev.jug.buildkit.solve;

import dev.jug.build.cache.BuildCaches;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.SourceRange;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.Built;
import dev.jug.build.exec.Contexts;
import dev.jug.build.exec.Contexts.Place;
import dev.jug.build.graph.BuildPlan;
import dev.jug.buildkit.message.FailedAt;
import dev.jug.buildkit.progress.Failures;
import dev.jug.buildkit.progress.Steps;
import dev.jug.buildkit.progress.Task;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.SessionCredentials;
import dev.jug.buildkit.session.SessionFiles.Wanted;
import dev.jug.buildkit.session.SessionVault;
import dev.jug.engine.Engine;
import dev.jug.engine.build.PlatformBuilds;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.image.registry.OpensRegistries;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One build with all that it takes from its client.
 *
 * @param registries are reached with the client's credentials
 * @param session of the client
 * @param tasks are told
 * @param fetched has the directories, as long as it lasts
 * @param caches as long as they are open
 */
record SessionBuild(
    Engine engine,
    OpensRegistries registries,
    Session session,
    FrontendOptions options,
    Tasks tasks,
    Fetched fetched,
    BuildCaches caches) {

  Built run(List<Reference> names) throws IOException, InterruptedException {
    var address = options.context();
    if (address.isEmpty()) {
      var definition = definition(task -> Definition.fetch(fetched, options, task));
      return run(names, definition, context(definition));
    }
    var context = fetched.context(address.get());
    return run(names, definition(task -> Definition.in(context, options, task)), () -> context);
  }

  private Definition definition(Tasks.Work<Definition> work)
      throws IOException, InterruptedException {
    return tasks.run("[internal] load build definition from " + options.filename(), work);
  }

  /** Nothing is sent until a step needs it. */
  private Place context(Definition definition) {
    var wanted = new Wanted(options.contextDirectory(), definition.patterns().lines(), List.of());
    return new Once(
        () -> fetched.directory("[internal] load build context", "transferring context:", wanted));
  }

  private Built run(List<Reference> names, Definition definition, Place context)
      throws IOException {
    var dockerfile = Dockerfile.parse(options.filename(), definition.text());
    var contexts = new Contexts(context, definition.patterns().rules(), named());
    return new PlatformBuilds(engine.images())
        .build(
            options.platforms(),
            names,
            (platform, its) -> {
              var plan = BuildPlan.of(dockerfile, options.plan(platform));
              return run(plan, contexts, its, definition);
            });
  }

  private Built run(BuildPlan plan, Contexts contexts, List<Reference> names, Definition definition)
      throws IOException {
    plan.warnings().forEach(definition.task()::warn);
    var steps = new Steps(tasks, plan, definition.task());
    try {
      var built = run(plan, contexts, names, steps);
      tell(tasks.begin("exporting to image"), built, names);
      return built;
    } catch (BuildFailure e) {
      var place = steps.failed();
      if (place.isPresent()) {
        throw failure(e, definition, place.get());
      }
      throw e;
    }
  }

  private Built run(BuildPlan plan, Contexts contexts, List<Reference> names, Steps steps)
      throws IOException {
    var bases =
        new SessionBases(
            engine, registries, new SessionCredentials(session), tasks, options.pulls());
    var builds = engine.builds();
    return builds.build(plan, contexts, buildOptions(names), options.limits(), bases, steps);
  }

  /** Says where in the Dockerfile it was. */
  private GrpcException failure(BuildFailure why, Definition definition, SourceRange place) {
    var message = Failures.text(why);
    int first = place.start().line();
    var where = new FailedAt(options.filename(), definition.text(), first, place.end().line());
    var failure = new GrpcException(Status.UNKNOWN, message, where.status(Status.UNKNOWN, message));
    failure.initCause(why);
    return failure;
  }

  private BuildOptions buildOptions(List<Reference> names) {
    return new BuildOptions(
        names,
        options.labels(),
        options.usesCache(),
        new SessionVault(session),
        caches,
        options.attests().of(fetched.origin()),
        options.epoch());
  }

  private Map<String, Place> named() {
    var named = new LinkedHashMap<String, Place>();
    options
        .directories()
        .forEach((name, directory) -> {
          var wanted = new Wanted(directory, List.of(), List.of());
          var task = "[context " + name + "] load from client";
          named.put(
              name, new Once(() -> fetched.directory(task, "transferring " + name + ":", wanted)));
        });
    options
        .addresses()
        .forEach((name, address) ->
            named.put(
                name, new Once(() -> fetched.elsewhere("[context " + name + "] load", address))));
    return named;
  }

  private static void tell(Task task, Built built, List<Reference> names) {
    task.part("exporting layers");
    task.part("writing image " + built.image().id());
    if (!built.root().digest().equals(built.image().descriptor().digest())) {
      task.part("exporting attestation manifest in " + built.root().digest());
    }
    names.forEach(name -> task.part("naming to " + name));
    task.done();
  }
}
