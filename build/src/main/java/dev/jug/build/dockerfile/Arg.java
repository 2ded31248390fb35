package dev.jug.build.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ARG}: variables of the build.
 *
 * @param origin where it is written
 * @param variables in order; at least one
 */
public record Arg(Origin origin, List<Variable> variables) implements Instruction {
  public Arg {
    variables = List.copyOf(variables);
  }

  /**
   * A variable.
   *
   * @param name without {@code $}
   * @param value what it is if nobody says otherwise; null for nothing
   */
  public record Variable(String name, @Nullable String value) {}
}
