package dev.jug.build.graph;

final class StageEvaluator {
  StageEvaluator(BuildPlan plan, PlannedStage stage, Base base) {}

  EvaluatedStage evaluate() {
    throw new UnsupportedOperationException();
  }
}
