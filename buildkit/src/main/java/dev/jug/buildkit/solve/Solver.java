package dev.jug.buildkit.solve;

import dev.jug.build.exec.Built;
import dev.jug.buildkit.session.Session;
import dev.jug.engine.Engine;
import dev.jug.image.registry.OpensRegistries;
import java.io.IOException;

/**
 * Builds what clients ask for.
 *
 * @param engine does it
 * @param registries are reached as the engine is told to
 * @param uploads contexts that come in requests of their own
 */
public record Solver(Engine engine, OpensRegistries registries, Uploads uploads) {

  /**
   * Builds an image, and gives it to where it is to go. An interrupt gives it up.
   *
   * @param solve is told
   * @throws IOException if the client or the disk fails; besides, what {@link
   *     dev.jug.engine.Builds#build} throws
   */
  public Built build(Session session, FrontendOptions options, Solve solve)
      throws IOException, InterruptedException {
    var outputs = new Outputs(solve.request().exporters());
    var tasks = solve.tasks();
    options.check();
    boolean several = options.platforms().size() > 1;
    outputs.check(several);
    try (var fetched = new Fetched(engine, uploads, session, tasks);
        var caches = new SessionCaches(registries, session, solve)) {
      var built =
          new SessionBuild(
                  engine, registries, session, options, tasks, fetched, caches.all(several))
              .run(outputs.names());
      outputs.give(engine, session, built, solve);
      return built;
    }
  }
}
