package dev.jug.kube.manifest;

import dev.jug.kube.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A manifest that cannot be used; its message has a line for each mistake. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ManifestException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = problems;
  }

  /** All mistakes, by line. */
  public List<Problem> problems() {
    return problems;
  }
}
