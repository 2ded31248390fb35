package dev.jug.build.exec;

import dev.jug.build.attest.AttestWish.Detail;
import dev.jug.build.attest.Material;
import dev.jug.build.attest.Materials;
import dev.jug.build.attest.NotingRemotes;
import dev.jug.build.attest.Provenance;
import dev.jug.build.attest.Sbom;
import dev.jug.build.cache.CacheExport;
import dev.jug.build.cache.StepsElsewhere;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.AddStep;
import dev.jug.build.graph.BuildPlan;
import dev.jug.build.graph.EvaluatedStage;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.StageStart;
import dev.jug.build.graph.Step;
import dev.jug.build.graph.TreeSource;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.make.ImageMaker;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.make.Predicate;
import dev.jug.image.step.BuildHold;
import dev.jug.image.step.SharedStep;
import dev.jug.oci.image.ContainerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One build: its stages run at the same time as far as they do not need each other, and what comes
 * of the last one becomes an image. An interrupt of the thread gives the build up.
 */
public final class Build {
  private final BuildWorld world;
  private final BuildPlan plan;
  private final Contexts contexts;
  private final BuildOptions options;
  private final BuildListener listener;
  private final Materials materials = new Materials();
  private final Map<Integer, Future<StageResult>> stages = new ConcurrentHashMap<>();

  public Build(
      BuildWorld world,
      BuildPlan plan,
      Contexts contexts,
      BuildOptions options,
      BuildListener listener) {
    this.world = world.with(new NotingRemotes(world.remotes(), materials::add));
    this.plan = plan;
    this.contexts = contexts;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Builds.
   *
   * @return the image, which has its names
   * @throws BuildFailure if a step fails
   * @throws dev.jug.build.error.DockerfileException if the Dockerfile makes no sense
   * @throws dev.jug.image.error.ImageException if a base cannot be had, or the disk is full
   * @throws CancellationException if the thread is interrupted
   * @throws IOException if the disk or a connection fails
   */
  public Built run() throws IOException {
    return world.images().onDisk(this::build);
  }

  private Built build() throws IOException {
    try (var _ = world.flights().build();
        var hold = world.images().build();
        var elsewhere = elsewhere()) {
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      try {
        for (var stage : plan.needed()) {
          stages.put(stage.index(), threads.submit(() -> build(stage, hold, elsewhere)));
        }
        var built = finish(target(threads));
        share(hold);
        return built;
      } finally {
        end(threads);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw given(e);
    }
  }

  private StepsElsewhere elsewhere() {
    return new StepsElsewhere(options.caches().from(), world.images().codec(), listener::warning);
  }

  private void share(BuildHold hold) throws IOException, InterruptedException {
    var export = new CacheExport(world.images(), hold, listener::warning);
    for (var cache : options.caches().to()) {
      var steps = new LinkedHashSet<SharedStep>();
      if (cache.wish().all()) {
        for (var stage : plan.needed()) {
          steps.addAll(await(stage.index()).steps());
        }
      } else {
        steps.addAll(await(plan.target().index()).steps());
      }
      export.write(cache, List.copyOf(steps));
    }
  }

  private static CancellationException given(InterruptedException why) {
    var cancelled = new CancellationException("the build was given up");
    cancelled.initCause(why);
    return cancelled;
  }

  /** Whoever asked may have interrupted us; stages must have let go before their hold does. */
  private static void end(ExecutorService threads) {
    boolean interrupted = Thread.interrupted();
    threads.shutdownNow();
    threads.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** In the order of the plan, so that of several failures the first cause is told. */
  private StageResult target(ExecutorService threads) throws IOException, InterruptedException {
    for (var stage : plan.needed()) {
      try {
        await(stage.index());
      } catch (IOException | RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return await(plan.target().index());
  }

  private StageResult await(int index) throws IOException, InterruptedException {
    try {
      return Objects.requireNonNull(stages.get(index)).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException("a stage failed", e);
      }
    }
  }

  private StageResult needed(int index) throws InterruptedException {
    try {
      return await(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StageResult build(PlannedStage stage, BuildHold hold, StepsElsewhere elsewhere)
      throws IOException, InterruptedException {
    var begin = begin(stage);
    hold.hold(begin.layers());
    var evaluated = plan.evaluate(stage, base(stage, begin));
    evaluated.warnings().forEach(listener::warning);
    evaluated.steps().forEach(this::note);
    var sources = new Sources(world, contexts, this::needed);
    return new StageBuild(world, options, hold, sources, elsewhere, listener, stage, begin)
        .run(evaluated, begin);
  }

  private void note(Step step) {
    if (step instanceof AddStep add) {
      materials.add(add);
    }
  }

  private StageStart base(PlannedStage stage, StageResult begin) {
    return switch (stage.base()) {
      case TreeSource.Scratch() -> StageStart.scratch();
      case TreeSource.OfStage _ -> StageStart.stage(begin.stage());
      default -> StageStart.image(begin.config());
    };
  }

  private StageResult begin(PlannedStage stage) throws IOException, InterruptedException {
    return switch (stage.base()) {
      case TreeSource.OfStage(int index) -> needed(index);
      case TreeSource.OfImage(var reference) -> begin(stage, reference);
      case TreeSource.Scratch() -> {
        listener.base(stage, "");
        yield new StageResult(
            null,
            List.of(),
            List.of(),
            List.of(),
            nothing(ContainerConfig.NONE),
            stage.platform(),
            stamp(0));
      }
      case TreeSource.Named _, TreeSource.Context _ ->
          throw new BuildFailure("a stage cannot begin with a directory of files");
    };
  }

  private StageResult begin(PlannedStage stage, String reference) throws IOException {
    var image = world.bases().find(reference, stage.platform());
    listener.base(stage, image.id().hex());
    materials.add(
        Material.image(reference, image.config().platform(), image.descriptor().digest()));
    var created = image.config().created();
    long seconds = created == null ? 0 : OffsetDateTime.parse(created).toEpochSecond();
    return new StageResult(
        image,
        MadeLayer.of(image),
        List.of(),
        List.of(),
        nothing(image.config().defaults()),
        image.config().platform(),
        stamp(Math.max(seconds, 0)));
  }

  private static EvaluatedStage nothing(ContainerConfig config) {
    return new EvaluatedStage(List.of(), config, Map.of(), null, List.of());
  }

  private long stamp(long ofBase) {
    return options.epoch() == null ? ofBase : options.epoch();
  }

  private Built finish(StageResult result) throws IOException {
    var base = result.image();
    var steps = result.steps().iterator();
    try (var maker = base == null ? world.images().make() : world.images().make(base)) {
      for (var how : result.history()) {
        if (how.emptyLayer()) {
          maker.step(how);
        } else {
          maker.layer(layer(steps.next()), how);
        }
      }
      maker.platform(result.platform()).built();
      if (result.stage().author() != null) {
        maker.author(result.stage().author());
      }
      maker.attest(said(result));
      return finish(maker.defaults(labelled(result.config())), result.stamp());
    }
  }

  private List<Predicate> said(StageResult result) throws IOException {
    var wish = options.attests();
    var said = new ArrayList<Predicate>();
    if (wish.sbom()) {
      try (var tree = SourceTree.of(world.images(), result.layers())) {
        said.add(new Sbom(tree, Instant.ofEpochSecond(result.stamp())).predicate());
      }
    }
    if (wish.provenance() != Detail.NONE) {
      said.add(new Provenance(plan, options.labels(), wish, materials.all()).predicate());
    }
    return said;
  }

  private MadeLayer layer(SharedStep step) {
    return options.caches().inline() ? step.described() : step.layer();
  }

  private ContainerConfig labelled(ContainerConfig config) {
    var labels = new LinkedHashMap<>(config.labels());
    labels.putAll(options.labels());
    return config.withLabels(labels);
  }

  private Built finish(ImageMaker maker, long stamp) throws IOException {
    var names = options.names();
    var image =
        maker.finish(
            Instant.ofEpochSecond(stamp).toString(), names.isEmpty() ? null : names.getFirst());
    for (var name : names.subList(Math.min(1, names.size()), names.size())) {
      world.images().name(maker.root(), name);
    }
    return new Built(image, maker.root());
  }
}
