package dev.jug.build.exec;

import dev.jug.build.cache.StepsElsewhere;
import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.graph.AddStep;
import dev.jug.build.graph.ConfigStep;
import dev.jug.build.graph.CopyStep;
import dev.jug.build.graph.EvaluatedStage;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.RunStep;
import dev.jug.build.graph.Step;
import dev.jug.build.graph.TreeSource;
import dev.jug.build.graph.WorkdirStep;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.BuildHold;
import dev.jug.image.step.CachedStep;
import dev.jug.image.step.SharedStep;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.History;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out the steps of one stage, one after the other. Not thread-safe. */
final class StageBuild {
  private static final int SHOWN = 12;

  private final BuildWorld world;
  private final BuildOptions options;
  private final BuildHold hold;
  private final Sources sources;
  private final StepsElsewhere elsewhere;
  private final BuildListener listener;
  private final PlannedStage stage;
  private final long stamp;
  private final List<MadeLayer> layers;
  private final List<SharedStep> steps;
  private final List<History> history;

  StageBuild(
      BuildWorld world,
      BuildOptions options,
      BuildHold hold,
      Sources sources,
      StepsElsewhere elsewhere,
      BuildListener listener,
      PlannedStage stage,
      StageResult base) {
    this.world = world;
    this.options = options;
    this.hold = hold;
    this.sources = sources;
    this.elsewhere = elsewhere;
    this.listener = listener;
    this.stage = stage;
    this.stamp = base.stamp();
    this.layers = new ArrayList<>(base.layers());
    this.steps = new ArrayList<>(base.steps());
    this.history = new ArrayList<>(base.history());
  }

  /** Carries them out. */
  StageResult run(EvaluatedStage evaluated, StageResult base)
      throws IOException, InterruptedException {
    for (var step : evaluated.steps()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the build was given up");
      }
      listener.begin(stage, step);
      boolean cached = attempt(step);
      var created = Instant.ofEpochSecond(stamp).toString();
      history.add(
          new History(created, null, step.label().createdBy(), "jug.build", !makesLayer(step)));
      listener.done(stage, step, cached, id(step));
    }
    return new StageResult(base.image(), layers, steps, history, evaluated, base.platform(), stamp);
  }

  private boolean attempt(Step step) throws IOException, InterruptedException {
    try {
      return step(step);
    } catch (IOException | InterruptedException | RuntimeException e) {
      listener.failed(stage, step, e);
      throw e;
    }
  }

  private static boolean makesLayer(Step step) {
    return !(step instanceof ConfigStep);
  }

  /** Names what there is so far. */
  private String id(Step step) {
    var key = new ContentKey("shown").add(chain(layers)).add(String.valueOf(step.config()));
    return key.finish().hex().substring(0, SHOWN);
  }

  private static String chain(List<MadeLayer> layers) {
    return layers.isEmpty() ? "scratch" : MadeLayer.chain(layers).id().toString();
  }

  /** Whether it need not run. */
  private boolean step(Step step) throws IOException, InterruptedException {
    return switch (step) {
      case ConfigStep _ -> true;
      case RunStep run ->
          layer(step, layers, new RunAction(world, options, hold, sources, stage, run, stamp));
      case CopyStep copy -> {
        var source = copy.sources().isEmpty() ? new TreeSource.Scratch() : copy.from();
        try (var from = sources.open(source, stage)) {
          var action =
              new CopyAction(
                  "COPY",
                  from,
                  copy.sources(),
                  copy.files(),
                  copy.destination(),
                  copy.flags(),
                  stamp);
          yield layer(step, ground(copy.flags()), FileAction.copy(world.images(), action, stamp));
        }
      }
      case AddStep add -> {
        try (var action = AddAction.open(world, sources, stage, add, stamp)) {
          yield layer(step, ground(add.flags()), FileAction.of(world.images(), action, stamp));
        }
      }
      case WorkdirStep workdir ->
          layer(step, layers, FileAction.directory(world.images(), workdir, stamp));
    };
  }

  /** What a step lies on as far as it can see: nothing, if it is linked and needs no names. */
  private List<MadeLayer> ground(CopyFlags flags) {
    boolean names = flags.chown() != null && !flags.chown().matches("[0-9]+(:[0-9]+)?");
    return flags.link() && !names ? List.of() : layers;
  }

  private boolean layer(Step step, List<MadeLayer> ground, Action action)
      throws IOException, InterruptedException {
    var below = List.copyOf(ground);
    var key = new ContentKey(step.getClass().getSimpleName()).add(chain(below));
    key.add(stage.platform().toString()).add(Long.toString(stamp));
    action.describe(key);
    var digest = key.finish();
    var known = find(digest, below);
    if (known.isPresent()) {
      add(known.get().layer(), digest, step);
      return true;
    }
    try (var _ = world.flights().begin(digest)) {
      var meanwhile = findAnywhere(digest, below);
      if (meanwhile.isPresent()) {
        add(meanwhile.get().layer(), digest, step);
        return true;
      }
      var made = action.run(below, hold, bytes -> listener.output(stage, step, bytes));
      keep(digest, made, below, step);
      add(made, digest, step);
      return false;
    }
  }

  private void add(MadeLayer layer, Digest key, Step step) throws IOException {
    layers.add(layer);
    steps.add(new SharedStep(key, layer, step.label().createdBy()));
    hold.hold(layers);
  }

  private Optional<CachedStep> findAnywhere(Digest key, List<MadeLayer> below) throws IOException {
    var here = find(key, below);
    return here.isPresent() || !options.useCache()
        ? here
        : elsewhere.fetch(key, below, hold, world.clock().instant());
  }

  private Optional<CachedStep> find(Digest key, List<MadeLayer> below) throws IOException {
    return options.useCache() ? hold.find(key, below, world.clock().instant()) : Optional.empty();
  }

  private void keep(Digest key, MadeLayer made, List<MadeLayer> below, Step step)
      throws IOException {
    var now = world.clock().instant();
    var diffIds = below.stream().map(MadeLayer::diffId).toList();
    hold.keep(new CachedStep(key, made, diffIds, step.label().createdBy(), now, now));
  }
}
