package dev.jug.build.graph;

import dev.jug.build.dockerfile.*;
import java.util.*;

final class Planner {
  private final Dockerfile dockerfile;
  private final PlanRequest request;

  Planner(Dockerfile dockerfile, PlanRequest request) {
    this.dockerfile = dockerfile;
    this.request = request;
  }

  BuildPlan plan() {
    var all = new ArrayList<PlannedStage>();
    for (var stage : dockerfile.stages()) {
      all.add(
          new PlannedStage(
              stage, source(stage.from().image(), true), request.platform(), Set.of()));
    }
    return new BuildPlan(dockerfile, request, Map.of(), all, all, List.of());
  }

  TreeSource source(String word, boolean base) {
    if (word.equals("scratch") && base) return new TreeSource.Scratch();
    for (var s : dockerfile.stages())
      if (s.isCalled(word)) return new TreeSource.OfStage(s.index());
    return new TreeSource.OfImage(word);
  }
}
