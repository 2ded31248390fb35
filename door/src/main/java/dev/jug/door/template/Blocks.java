package dev.jug.door.template;

import dev.jug.door.template.Node.If;
import dev.jug.door.template.Node.Print;
import dev.jug.door.template.Node.Range;
import dev.jug.door.template.Node.Text;
import dev.jug.door.template.Node.With;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Puts what stands between the braces of blocks into the blocks. */
final class Blocks {
  private static final Pattern BEGIN = Pattern.compile("\\s*\\{\\{-\\s|\\{\\{");
  private static final Pattern END = Pattern.compile("\\s-\\}\\}\\s*|\\}\\}");

  private final String text;
  private int at;
  private final Deque<String> ends = new ArrayDeque<>();

  Blocks(String text) {
    this.text = text;
  }

  List<Node> whole() {
    var nodes = block();
    if (!ends.isEmpty()) {
      throw new TemplateException("unexpected {{" + ends.pop() + "}}");
    }
    return nodes;
  }

  /** Up to the end, or to what ends a block, which is noted. */
  private List<Node> block() {
    var nodes = new ArrayList<Node>();
    while (at < text.length()) {
      var begin = BEGIN.matcher(text);
      if (!begin.find(at)) {
        nodes.add(new Text(text.substring(at)));
        at = text.length();
        break;
      }
      nodes.add(new Text(text.substring(at, begin.start())));
      var action = action(begin.end());
      if (action.equals("end") || action.equals("else") || action.startsWith("else ")) {
        ends.push(action);
        break;
      }
      node(action, nodes);
    }
    return nodes;
  }

  private String action(int from) {
    var end = END.matcher(text);
    if (!end.find(from)) {
      throw new TemplateException("unclosed action");
    }
    at = end.end();
    return text.substring(from, end.start()).strip();
  }

  private void node(String action, List<Node> nodes) {
    if (action.startsWith("/*")) {
      return;
    }
    var parser = new Parser(action);
    switch (parser.peek()) {
      case "if" -> {
        parser.next();
        nodes.add(new If(parser.whole(), block(), otherwise()));
      }
      case "with" -> {
        parser.next();
        nodes.add(new With(parser.whole(), block(), otherwise()));
      }
      case "range" -> {
        parser.next();
        var variables = parser.variables();
        var key = variables.size() == 2 ? variables.getFirst() : null;
        var element = variables.isEmpty() ? null : variables.getLast();
        nodes.add(new Range(key, element, parser.whole(), block(), otherwise()));
      }
      default -> nodes.add(new Print(parser.whole()));
    }
  }

  private List<Node> otherwise() {
    if (ends.isEmpty()) {
      throw new TemplateException("unexpected EOF");
    }
    var end = ends.pop();
    if (end.equals("end")) {
      return List.of();
    }
    if (end.equals("else")) {
      var nodes = block();
      if (ends.isEmpty() || !ends.pop().equals("end")) {
        throw new TemplateException("unexpected EOF");
      }
      return nodes;
    }
    var nodes = new ArrayList<Node>();
    node(end.substring("else ".length()), nodes);
    return nodes;
  }
}
