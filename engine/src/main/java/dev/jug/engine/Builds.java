package dev.jug.engine;

import dev.jug.build.exec.Build;
import dev.jug.build.exec.BuildListener;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.BuildWorld;
import dev.jug.build.exec.Built;
import dev.jug.build.exec.Contexts;
import dev.jug.build.exec.Flights;
import dev.jug.build.exec.Unpacking;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.BuildPlan;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.build.FetchedContext;
import dev.jug.engine.build.StagedContext;
import dev.jug.engine.event.Event;
import dev.jug.image.step.StepPrune;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Builds images of Dockerfiles (docs/build.md). Thread-safe. */
public final class Builds {
  private final Engine engine;
  private final Services services;
  private final Flights flights;

  Builds(Engine engine, Services services, Flights flights) {
    this.engine = engine;
    this.services = services;
    this.flights = flights;
  }

  /**
   * Builds an image. An interrupt gives it up; whatever happens, nothing but steps that were
   * finished is left of it.
   *
   * @param bases finds the images it begins with, and fetches those that are not there
   * @throws dev.jug.build.error.BuildFailure if a step fails
   * @throws dev.jug.build.error.DockerfileException if the Dockerfile makes no sense
   * @throws dev.jug.image.error.ImageException if an image cannot be had, or the disk is full
   * @throws IOException if the disk or a connection fails
   */
  public Built build(
      BuildPlan plan,
      Contexts contexts,
      BuildOptions options,
      BuildLimits limits,
      BuildWorld.Bases bases,
      BuildListener listener)
      throws IOException {
    var layout = services.layout();
    var world =
        new BuildWorld(
            engine.images(),
            new BuildRunner(engine, limits),
            bases,
            remotes(),
            flights,
            layout.buildCaches(),
            layout.buildMemory(),
            services.clock());
    return new Build(world, plan, contexts, options, listener).run();
  }

  /**
   * Takes in a build context that lies elsewhere.
   *
   * @return its directory, which goes when it is closed
   * @throws dev.jug.build.error.BuildFailure if there is nothing
   * @throws IOException if the disk fails
   */
  public FetchedContext take(AddSource address) throws IOException {
    var images = engine.images();
    return images.onDisk(() -> FetchedContext.of(images, remotes(), address));
  }

  /**
   * Takes a Java program apart, and makes a run-time image for it, for a build by {@link
   * StagedContext}'s Dockerfile.
   *
   * @param modules of the JDK besides those that the program refers to
   * @param cached whether it gets an AOT cache
   * @throws dev.jug.build.error.BuildFailure if it is no program, or there are no such modules
   * @throws IOException if the disk fails
   */
  public StagedContext stage(Path program, Set<String> modules, boolean cached) throws IOException {
    var staging = new JavaStaging(engine, services.layout().buildCaches(), flights);
    return engine.images().onDisk(() -> staging.stage(program, modules, cached));
  }

  private BuildRemotes remotes() {
    return new BuildRemotes(engine, System.getenv());
  }

  /**
   * Forgets finished steps, and the contents of cache mounts if no build runs.
   *
   * @param until only what was last used before this goes; empty for all
   * @param kept how many bytes of steps may stay
   * @param all whether contents of cache mounts go too
   * @return what went
   * @throws IOException if the disk fails
   */
  public StepPrune.Pruned prune(Optional<Instant> until, long kept, boolean all)
      throws IOException {
    var steps =
        engine
            .images()
            .steps()
            .prune(step -> until.map(step.lastUse()::isBefore).orElse(true), kept);
    boolean everything = all && until.isEmpty() && kept == 0;
    long bytes = steps.bytes() + (everything ? clearCaches() : 0);
    services.events().publish(Event.pruned(Event.Type.BUILDER, bytes, services.clock()));
    return new StepPrune.Pruned(steps.steps(), bytes);
  }

  private long clearCaches() throws IOException {
    var caches = services.layout().buildCaches();
    if (!Files.isDirectory(caches)) {
      return 0;
    }
    return flights
        .whileIdle(() -> {
          long bytes = new DiskUsage().below(caches);
          Tree.delete(caches);
          return bytes;
        })
        .orElse(0L);
  }

  /**
   * Takes in a build context: an archive, packed in any way that its first bytes tell.
   *
   * @return its directory, which goes when it is closed
   * @throws dev.jug.image.error.ImageException if it is broken
   * @throws IOException if the disk, or the stream, fails
   */
  public OwnedDirectory take(InputStream archive) throws IOException {
    var images = engine.images();
    return images.onDisk(() -> {
      var place = OwnedDirectory.in(images.scratch());
      try {
        new Unpacking(images).unpack(archive, "the build context", place.path());
        return place;
      } catch (IOException | RuntimeException e) {
        place.close();
        throw e;
      }
    });
  }
}
