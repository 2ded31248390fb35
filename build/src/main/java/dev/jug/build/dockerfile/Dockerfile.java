package dev.jug.build.dockerfile;

import java.util.List;

/**
 * A Dockerfile.
 *
 * @param name what the user calls it
 * @param lines its text
 * @param directives the comments at the top that count
 * @param globals {@code ARG}s before the first stage
 * @param stages in order; at least one
 */
public record Dockerfile(
    String name, List<String> lines, Directives directives, List<Arg> globals, List<Stage> stages) {
  public Dockerfile {
    lines = List.copyOf(lines);
    globals = List.copyOf(globals);
    stages = List.copyOf(stages);
  }

  /**
   * Reads a Dockerfile.
   *
   * @param name what the user calls it, for messages
   * @throws dev.jug.build.error.DockerfileException if it is not one, with the line at fault
   */
  public static Dockerfile parse(String name, String text) {
    return new FileReader(new SourceText(name, text)).read();
  }
}
