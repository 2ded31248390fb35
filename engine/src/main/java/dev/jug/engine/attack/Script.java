package dev.jug.engine.attack;

/** The system calls of an attack, or of its victim. */
@FunctionalInterface
public interface Script {
  /**
   * Writes them. A plan that comes to its end has got through; an operation that fails has been
   * refused.
   */
  void write(Moves moves, Scene scene);
}
