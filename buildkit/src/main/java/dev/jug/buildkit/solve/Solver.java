package dev.jug.buildkit.solve;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.Contexts;
import dev.jug.build.exec.Contexts.Place;
import dev.jug.build.graph.BuildPlan;
import dev.jug.buildkit.host.OpensRegistries;
import dev.jug.buildkit.progress.Steps;
import dev.jug.buildkit.progress.Task;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.SessionCredentials;
import dev.jug.buildkit.session.SessionFiles.Wanted;
import dev.jug.buildkit.session.SessionVault;
import dev.jug.engine.Engine;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds what clients ask for.
 *
 * @param engine does it
 * @param registries are reached as the engine is told to
 */
public record Solver(Engine engine, OpensRegistries registries) {

  /**
   * Builds an image. An interrupt gives it up.
   *
   * @param names of the image
   * @param tasks are told
   * @throws IOException if the client or the disk fails; besides, what {@link
   *     dev.jug.engine.Builds#build} throws
   */
  public Image build(Session session, FrontendOptions options, List<Reference> names, Tasks tasks)
      throws IOException, InterruptedException {
    options.check();
    try (var fetched = new Fetched(engine, session, tasks)) {
      var address = options.context();
      if (address.isEmpty()) {
        var definition =
            definition(tasks, options, task -> Definition.fetch(fetched, options, task));
        return build(
            session,
            options,
            names,
            tasks,
            fetched,
            definition,
            context(fetched, options, definition));
      }
      var context = fetched.archive(address.get());
      var definition = definition(tasks, options, task -> Definition.in(context, options, task));
      return build(session, options, names, tasks, fetched, definition, () -> context);
    }
  }

  private static Definition definition(
      Tasks tasks, FrontendOptions options, Tasks.Work<Definition> work)
      throws IOException, InterruptedException {
    return tasks.run("[internal] load build definition from " + options.filename(), work);
  }

  private static Place context(Fetched fetched, FrontendOptions options, Definition definition) {
    var wanted = new Wanted(options.contextDirectory(), definition.patterns().lines(), List.of());
    return new Once(
        () -> fetched.directory("[internal] load build context", "transferring context:", wanted));
  }

  private Image build(
      Session session,
      FrontendOptions options,
      List<Reference> names,
      Tasks tasks,
      Fetched fetched,
      Definition definition,
      Place context)
      throws IOException, InterruptedException {
    var dockerfile = Dockerfile.parse(options.filename(), definition.text());
    var plan = BuildPlan.of(dockerfile, options.plan());
    plan.warnings().forEach(definition.task()::warn);
    var image =
        engine
            .builds()
            .build(
                plan,
                new Contexts(context, definition.patterns().rules(), named(fetched, options)),
                new BuildOptions(
                    names,
                    options.labels(),
                    options.usesCache(),
                    new SessionVault(session),
                    options.epoch()),
                options.limits(),
                new SessionBases(
                    engine, registries, new SessionCredentials(session), tasks, options.pulls()),
                new Steps(tasks, plan, definition.task()));
    tell(tasks.begin("exporting to image"), image, names);
    return image;
  }

  private static Map<String, Place> named(Fetched fetched, FrontendOptions options) {
    var named = new LinkedHashMap<String, Place>();
    options
        .directories()
        .forEach((name, directory) -> {
          var task = "[context " + name + "] load from client";
          var wanted = new Wanted(directory, List.of(), List.of());
          named.put(
              name, new Once(() -> fetched.directory(task, "transferring " + name + ":", wanted)));
        });
    return named;
  }

  private static void tell(Task task, Image image, List<Reference> names) {
    task.part("exporting layers");
    task.part("writing image " + image.id());
    names.forEach(name -> task.part("naming to " + name));
    task.done();
  }
}
