package dev.jug.door.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of a template. */
sealed interface Node {
  /** What is printed as it is. */
  record Text(String text) implements Node {}

  /** What is printed is the value. */
  record Print(Pipeline value) implements Node {}

  /** One of two, by whether the value is empty. */
  record If(Pipeline condition, List<Node> yes, List<Node> no) implements Node {}

  /** With the value for the dot, if it is not empty. */
  record With(Pipeline value, List<Node> yes, List<Node> no) implements Node {}

  /**
   * Once for each element.
   *
   * @param key variable for the index or the name, if it is wanted
   * @param element variable for the element, if it is wanted; the dot has it too
   */
  record Range(
      @Nullable String key,
      @Nullable String element,
      Pipeline values,
      List<Node> body,
      List<Node> otherwise)
      implements Node {}

  /**
   * Commands whose results are the last words of the next ones.
   *
   * @param variable takes the value instead of the output, if there is one
   */
  record Pipeline(@Nullable String variable, List<Command> commands) {}

  /** A value, or a function and what it is given. */
  record Command(List<Operand> words) {}

  /** A word of a command. */
  sealed interface Operand {}

  /**
   * Fields of fields.
   *
   * @param variable where it begins: empty for the dot, {@code $} for what the template is filled
   *     with, or a variable's name with {@code $}
   */
  record Fields(String variable, List<String> names) implements Operand {}

  /** A value as it is. */
  record Literal(JsonNode value) implements Operand {}

  /** The name of a function. */
  record Name(String name) implements Operand {}

  /** A pipeline in parentheses, and fields of its value. */
  record Nested(Pipeline pipeline, List<String> names) implements Operand {}
}
