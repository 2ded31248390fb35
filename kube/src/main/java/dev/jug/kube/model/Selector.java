package dev.jug.kube.model;

import java.util.List;
import java.util.Map;

/** Which pods are meant, by their labels: all that all of it holds for. */
public record Selector(Map<String, String> matchLabels, List<Expression> matchExpressions) {
  /** Keeps copies. */
  public Selector {
    matchLabels = Map.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** Whether it holds for these labels. An empty selector holds for all. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(expression -> expression.matches(labels));
  }

  /** What a label must be. */
  public record Expression(String key, Operator operator, List<String> values) {
    /** Keeps a copy. */
    public Expression {
      values = List.copyOf(values);
    }

    private boolean matches(Map<String, String> labels) {
      var value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  /** Of an expression. */
  public enum Operator {
    /** It is one of the values. */
    IN,
    /** It is none of them, or not there. */
    NOT_IN,
    /** It is there. */
    EXISTS,
    /** It is not there. */
    DOES_NOT_EXIST
  }
}
