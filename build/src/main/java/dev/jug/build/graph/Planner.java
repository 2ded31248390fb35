package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;

final class Planner {
  Planner(Dockerfile dockerfile, PlanRequest request) {}

  BuildPlan plan() {
    throw new UnsupportedOperationException();
  }
}
