package dev.jug.kube.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far. Not thread-safe. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** One more. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Those of a kind, by line. */
  public List<Problem> of(Problem.Kind kind) {
    return found.stream()
        .filter(problem -> problem.kind() == kind)
        .sorted(Comparator.comparingInt(Problem::line))
        .toList();
  }
}
