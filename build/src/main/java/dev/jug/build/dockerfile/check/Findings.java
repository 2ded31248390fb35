package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what rules find, as far as they count. */
final class Findings {
  private final CheckOptions options;
  private final List<Finding> all = new ArrayList<>();

  Findings(CheckOptions options) {
    this.options = options;
  }

  void add(Rule rule, Instruction where, String detail) {
    if (options.counts(rule)) {
      all.add(new Finding(rule, detail, where.origin().range()));
    }
  }

  /** By place. */
  List<Finding> all() {
    return all.stream()
        .sorted(Comparator.comparingInt(finding -> finding.range().start().line()))
        .toList();
  }
}
