package dev.jug.door.template;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A text with holes. Immutable. */
public final class Template {

  private static final JsonMapper JSON = new JsonMapper();

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
   * @param json an object
   * @throws TemplateException if it asks for what is not there
   */
  public String fill(String json) {
    return fill(JSON.readTree(json));
  }

  /**
   * Fills it once for each element.
   *
   * @param json a list of objects
   * @throws TemplateException if it asks for what is not there
   */
  public List<String> fillEach(String json) {
    return JSON.readTree(json).valueStream().map(this::fill).toList();
  }

  private String fill(JsonNode value) {
    return new Filling(value).of(nodes);
  }
}
