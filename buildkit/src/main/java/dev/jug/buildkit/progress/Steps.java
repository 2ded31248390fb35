package dev.jug.buildkit.progress;

import dev.jug.build.dockerfile.SourceRange;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.BuildListener;
import dev.jug.build.graph.BuildPlan;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells of the steps of a build as tasks. Thread-safe. */
public final class Steps implements BuildListener {
  private final Tasks tasks;
  private final BuildPlan plan;
  private final Task definition;
  private final Map<Key, Task> running = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable SourceRange> failed = new AtomicReference<>();

  private record Key(int stage, Step step) {}

  /**
   * @param definition what warnings belong to
   */
  public Steps(Tasks tasks, BuildPlan plan, Task definition) {
    this.tasks = tasks;
    this.plan = plan;
    this.definition = definition;
  }

  @Override
  public void base(PlannedStage stage, String id) {
    if (!id.isEmpty()) {
      tasks.begin(plan.fromLabel(stage)).done();
    }
  }

  @Override
  public void begin(PlannedStage stage, Step step) {
    if (!step.isEmptyLayer()) {
      running.put(new Key(stage.index(), step), tasks.begin(step.label().progress()));
    }
  }

  @Override
  public void output(PlannedStage stage, Step step, byte[] bytes) {
    var task = running.get(new Key(stage.index(), step));
    if (task != null) {
      task.print(bytes);
    }
  }

  private @Nullable Task end(PlannedStage stage, Step step) {
    return running.remove(new Key(stage.index(), step));
  }

  @Override
  public void done(PlannedStage stage, Step step, boolean cached, String id) {
    var task = end(stage, step);
    if (task != null && cached) {
      task.cached();
    } else if (task != null) {
      task.done();
    }
  }

  @Override
  public void failed(PlannedStage stage, Step step, Exception why) {
    if (why instanceof BuildFailure) {
      failed.compareAndSet(null, step.label().instruction().origin().range());
    }
    var task = end(stage, step);
    if (task != null) {
      task.failed(Failures.text(why));
    }
  }

  /** Where the first step is written that failed by itself. */
  public Optional<SourceRange> failed() {
    return Optional.ofNullable(failed.get());
  }

  @Override
  public void warning(String text) {
    definition.warn(text);
  }
}
