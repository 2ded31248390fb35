package dev.jug.kube.yaml;

import dev.jug.kube.problem.Problem;
import dev.jug.kube.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value at its place. What is asked for as something that it is not is noted, and something empty
 * is given.
 */
public final class Value {
  private final Node node;
  private final String path;
  private final Problems problems;

  Value(Node node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Where it begins, from 1. */
  public int line() {
    return line(node);
  }

  Problems problems() {
    return problems;
  }

  String path() {
    return path;
  }

  /** Something is wrong with it. */
  public void wrong(String message) {
    problems.add(new Problem(Problem.Kind.ERROR, line(), path, message));
  }

  /** Whether there is nothing. */
  public boolean isNull() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && Scalar.isNull(scalar.getValue());
  }

  /** A text. What YAML takes for something else needs quotes, as on a cluster. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      return expected("a text");
    }
    var text = scalar.getValue();
    if (scalar.isPlain() && Scalar.isNumber(text)) {
      wrong(text + " is a number here, and a text is needed: put it in quotes");
    } else if (scalar.isPlain() && Scalar.flag(text).isPresent()) {
      wrong(text + " is a truth value here, and a text is needed: put it in quotes");
    } else if (isNull()) {
      wrong("there is nothing here, and a text is needed: \"\" is an empty one");
    }
    return text;
  }

  /** A text or a number, as it is written. */
  public String textOrNumber() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : expected("a text or a number");
  }

  /** Whether it is a number without quotes. */
  public boolean isNumber() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && Scalar.isNumber(scalar.getValue());
  }

  /** A whole number; the smallest if it is none. */
  public long integer(long smallest, long largest) {
    Optional<Long> value =
        node instanceof ScalarNode scalar && scalar.isPlain()
            ? Scalar.integer(scalar.getValue())
            : Optional.empty();
    if (value.isEmpty()) {
      expected("a whole number");
      return smallest;
    }
    if (value.get() < smallest || value.get() > largest) {
      wrong(value.get() + " is not between " + smallest + " and " + largest);
      return smallest;
    }
    return value.get();
  }

  /** A truth value; false if it is none. */
  public boolean flag() {
    Optional<Boolean> value =
        node instanceof ScalarNode scalar && scalar.isPlain()
            ? Scalar.flag(scalar.getValue())
            : Optional.empty();
    if (value.isEmpty()) {
      expected("true or false");
    }
    return value.orElse(false);
  }

  /** The members of a list. */
  public List<Value> list() {
    if (!(node instanceof SequenceNode sequence)) {
      expected("a list");
      return List.of();
    }
    var members = new ArrayList<Value>();
    for (var member : sequence.getValue()) {
      members.add(new Value(member, path + "[" + members.size() + "]", problems));
    }
    return members;
  }

  /** A mapping, of which nothing is left over when the reader is done; empty if it is none. */
  public <T> Optional<T> object(Function<Fields, T> reader) {
    if (!(node instanceof MappingNode mapping)) {
      expected("a mapping");
      return Optional.empty();
    }
    var fields = new Fields(mapping, this);
    var read = reader.apply(fields);
    fields.end();
    return Optional.of(read);
  }

  private String expected(String what) {
    var is =
        switch (node) {
          case MappingNode _ -> "a mapping";
          case SequenceNode _ -> "a list";
          case ScalarNode scalar -> "'" + shortened(scalar.getValue()) + "'";
          default -> "something else";
        };
    wrong("here should be " + what + ", and there is " + is);
    return "";
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
