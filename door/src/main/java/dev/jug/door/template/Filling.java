package dev.jug.door.template;

import dev.jug.door.template.Node.Command;
import dev.jug.door.template.Node.Fields;
import dev.jug.door.template.Node.If;
import dev.jug.door.template.Node.Literal;
import dev.jug.door.template.Node.Name;
import dev.jug.door.template.Node.Nested;
import dev.jug.door.template.Node.Operand;
import dev.jug.door.template.Node.Pipeline;
import dev.jug.door.template.Node.Print;
import dev.jug.door.template.Node.Range;
import dev.jug.door.template.Node.Text;
import dev.jug.door.template.Node.With;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** A template on its way to a text. Not thread-safe. */
final class Filling {
  private final JsonNode root;
  private final Map<String, JsonNode> variables = new HashMap<>();

  Filling(JsonNode root) {
    this.root = root;
    variables.put("$", root);
  }

  String of(List<Node> nodes) {
    return text(nodes, root);
  }

  private String text(List<Node> nodes, JsonNode dot) {
    var text = new StringBuilder();
    for (var node : nodes) {
      text.append(text(node, dot));
    }
    return text.toString();
  }

  private String text(Node node, JsonNode dot) {
    return switch (node) {
      case Text(var text) -> text;
      case Print(var value) when value.variable() != null -> {
        value(value, dot);
        yield "";
      }
      case Print(var value) -> Values.text(value(value, dot));
      case If(var condition, var yes, var no) ->
          text(Values.isTrue(value(condition, dot)) ? yes : no, dot);
      case With(var pipeline, var yes, var no) -> {
        var value = value(pipeline, dot);
        yield Values.isTrue(value) ? text(yes, value) : text(no, dot);
      }
      case Range range -> text(range, dot);
    };
  }

  private String text(Range range, JsonNode dot) {
    var values = value(range.values(), dot);
    if (values.isEmpty()) {
      return text(range.otherwise(), dot);
    }
    var text = new StringBuilder();
    if (values.isObject()) {
      values.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry ->
              text.append(once(range, StringNode.valueOf(entry.getKey()), entry.getValue())));
    } else {
      for (int i = 0; i < values.size(); i++) {
        text.append(once(range, IntNode.valueOf(i), values.get(i)));
      }
    }
    return text.toString();
  }

  private String once(Range range, JsonNode key, JsonNode element) {
    set(range.key(), key);
    set(range.element(), element);
    return text(range.body(), element);
  }

  private void set(@Nullable String variable, JsonNode value) {
    if (variable != null) {
      variables.put(variable, value);
    }
  }

  private JsonNode value(Pipeline pipeline, JsonNode dot) {
    @Nullable JsonNode value = null;
    for (var command : pipeline.commands()) {
      value = value(command, value, dot);
    }
    var last = value == null ? MissingNode.getInstance() : value;
    set(pipeline.variable(), last);
    return last;
  }

  private JsonNode value(Command command, @Nullable JsonNode previous, JsonNode dot) {
    var first = command.words().getFirst();
    var given = new ArrayList<JsonNode>();
    for (var word : command.words().subList(1, command.words().size())) {
      given.add(value(word, dot));
    }
    if (previous != null) {
      given.add(previous);
    }
    if (first instanceof Name(var name)) {
      return Functions.call(name, given);
    }
    if (!given.isEmpty()) {
      throw new TemplateException("what is no function is given something");
    }
    return value(first, dot);
  }

  private JsonNode value(Operand operand, JsonNode dot) {
    return switch (operand) {
      case Literal(var value) -> value;
      case Name(var name) -> Functions.call(name, List.of());
      case Nested(var pipeline, var names) -> field(value(pipeline, dot), names);
      case Fields(var variable, var names) -> {
        var from = variable.isEmpty() ? dot : variables.get(variable);
        if (from == null) {
          throw new TemplateException("undefined variable \"" + variable + "\"");
        }
        yield field(from, names);
      }
    };
  }

  /** A name that nothing has is a mistake; what is left out further below is empty. */
  private JsonNode field(JsonNode from, List<String> names) {
    var value = from;
    for (var name : names) {
      var next = value.path(name);
      if (next.isMissingNode() && value.equals(root)) {
        throw new TemplateException("map has no entry for key \"" + name + "\"");
      }
      value = next;
    }
    return value;
  }
}
