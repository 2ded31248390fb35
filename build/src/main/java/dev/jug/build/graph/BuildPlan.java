package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;
import java.util.List;
import java.util.Map;

/**
 * The stages that a target needs.
 *
 * @param dockerfile that it is of
 * @param request what was asked for
 * @param globals arguments from before the first stage, with their values
 * @param needed each after all that it needs; the target is the last
 * @param all every stage by its number, for triggers of base images that name one
 * @param warnings one sentence each
 */
public record BuildPlan(
    Dockerfile dockerfile,
    PlanRequest request,
    Map<String, String> globals,
    List<PlannedStage> needed,
    List<PlannedStage> all,
    List<String> warnings) {
  public BuildPlan {
    globals = Map.copyOf(globals);
    needed = List.copyOf(needed);
    all = List.copyOf(all);
    warnings = List.copyOf(warnings);
  }

  /**
   * Plans a build.
   *
   * @throws dev.jug.build.error.DockerfileException if stages depend on each other in a circle, or
   *     one that does not exist is named
   */
  public static BuildPlan of(Dockerfile dockerfile, PlanRequest request) {
    return new Planner(dockerfile, request).plan();
  }

  /** The stage that was asked for. */
  public PlannedStage target() {
    return needed.getLast();
  }

  /**
   * Settles the instructions of a stage.
   *
   * @param base what its base turned out to be
   * @throws dev.jug.build.error.DockerfileException if an instruction makes no sense with that
   */
  public EvaluatedStage evaluate(PlannedStage stage, StageStart base) {
    return new StageEvaluator(this, stage, base).evaluate();
  }

  /** What progress calls the base of a stage, such as {@code [build 1/5] FROM debian}. */
  public String fromLabel(PlannedStage stage) {
    return Labels.of(this, stage, List.of()).from();
  }
}
