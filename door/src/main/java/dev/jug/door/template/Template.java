package dev.jug.door.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A text with holes. Immutable. */
public final class Template {

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Reads one; {@code \t} and {@code \n} outside of braces are what they are elsewhere.
   *
   * @throws TemplateException if it makes no sense
   */
  public static Template parse(String text) {
    return new Template(new Blocks(text.replace("\\t", "\t").replace("\\n", "\n")).whole());
  }

  /**
   * Fills it.
   *
   * @throws TemplateException if it asks for what is not there
   */
  public String fill(JsonNode value) {
    return new Filling(value).of(nodes);
  }
}
