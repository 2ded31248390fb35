package dev.jug.build.graph;

/** Where files come from: what {@code FROM}, {@code --from} and {@code from=} can name. */
public sealed interface TreeSource {
  /** Nothing at all. */
  record Scratch() implements TreeSource {}

  /** The build context, without what {@code .dockerignore} leaves out. */
  record Context() implements TreeSource {}

  /**
   * A stage of the same Dockerfile.
   *
   * @param index from 0
   */
  record OfStage(int index) implements TreeSource {}

  /**
   * An image.
   *
   * @param reference as it is written
   */
  record OfImage(String reference) implements TreeSource {}

  /**
   * A context that the build was given by name.
   *
   * @param name as it was given
   */
  record Named(String name) implements TreeSource {}
}
