package dev.jug.door.template;

import dev.jug.door.template.Node.Command;
import dev.jug.door.template.Node.Fields;
import dev.jug.door.template.Node.Literal;
import dev.jug.door.template.Node.Name;
import dev.jug.door.template.Node.Nested;
import dev.jug.door.template.Node.Operand;
import dev.jug.door.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** Reads the words of one action. */
final class Parser {
  private final List<String> words;
  private int at;

  Parser(String action) {
    words = Words.of(action);
  }

  /** The next word; empty at the end. */
  String peek() {
    return at < words.size() ? words.get(at) : "";
  }

  String next() {
    var word = peek();
    at++;
    return word;
  }

  private boolean nextIs(String word) {
    boolean is = peek().equals(word);
    at += is ? 1 : 0;
    return is;
  }

  private boolean isAssignment(int offset) {
    return at + offset < words.size()
        && peek().startsWith("$")
        && words.get(at + offset).equals(":=");
  }

  /** The variables of a range: none, one for the element, or two. */
  List<String> variables() {
    var variables = new ArrayList<String>();
    if (isAssignment(1) || isAssignment(3)) {
      do {
        variables.add(next());
      } while (nextIs(","));
      next();
    }
    return variables;
  }

  /** All the words that are left. */
  Pipeline whole() {
    var pipeline = pipeline();
    if (!peek().isEmpty()) {
      throw new TemplateException("unexpected '" + peek() + "'");
    }
    return pipeline;
  }

  private Pipeline pipeline() {
    @Nullable String variable = null;
    if (isAssignment(1)) {
      variable = next();
      next();
    }
    var commands = new ArrayList<Command>();
    do {
      commands.add(command());
    } while (nextIs("|"));
    return new Pipeline(variable, commands);
  }

  private Command command() {
    var operands = new ArrayList<Operand>();
    while (!peek().isEmpty() && !peek().equals("|") && !peek().startsWith(")")) {
      operands.add(operand(next()));
    }
    if (operands.isEmpty()) {
      throw new TemplateException("missing value for command");
    }
    return new Command(operands);
  }

  private Operand operand(String word) {
    if (word.equals("(")) {
      return nested();
    }
    if (word.startsWith(".") || word.startsWith("$")) {
      int dot = word.indexOf('.');
      return new Fields(
          dot < 0 ? word : word.substring(0, dot), names(word.substring(Math.max(dot, 0))));
    }
    if (Words.isString(word)) {
      return new Literal(StringNode.valueOf(Words.unquoted(word)));
    }
    if (word.matches("-?[0-9].*")) {
      return new Literal(
          word.contains(".")
              ? DecimalNode.valueOf(new java.math.BigDecimal(word))
              : IntNode.valueOf(Integer.parseInt(word)));
    }
    return word.equals("true") || word.equals("false")
        ? new Literal(BooleanNode.valueOf(word.equals("true")))
        : new Name(word);
  }

  private Nested nested() {
    var pipeline = pipeline();
    if (!nextIs(")")) {
      throw new TemplateException("unclosed left paren");
    }
    return new Nested(
        pipeline,
        peek().startsWith(")") && peek().length() > 1 ? names(next().substring(1)) : List.of());
  }

  private static List<String> names(String path) {
    return List.of(path.split("\\.")).stream()
        .filter(name -> !name.isEmpty() && !name.startsWith("$"))
        .toList();
  }
}
