package dev.jug.linux.netfilter;

import java.util.Arrays;
import java.util.List;

/**
 * A part of a rule: a condition ({@link Match}) or what is done if all before it were met ({@link
 * Action}). It uses the registers as it likes: no part relies on what another left there.
 */
public record Clause(List<Expression> expressions) {
  /** Copies what it is given. */
  public Clause {
    expressions = List.copyOf(expressions);
  }

  /** A part of these expressions. */
  public static Clause of(Expression... expressions) {
    return new Clause(List.of(expressions));
  }

  /** This and then that. */
  public Clause and(Clause next) {
    return new Clause(all(this, next));
  }

  static List<Expression> all(Clause... clauses) {
    return Arrays.stream(clauses).flatMap(clause -> clause.expressions.stream()).toList();
  }
}
