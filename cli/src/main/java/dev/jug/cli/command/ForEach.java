package dev.jug.cli.command;

import dev.jug.door.Front;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does the same for several containers: those that can be done are, and each that cannot is
 * reported.
 */
record ForEach(Engine engine, Front front) {
  /** The same, and prints the reference of each that is done. */
  int named(List<String> references, Consumer<Container> action) {
    int code = 0;
    for (var reference : references) {
      code |= of(List.of(reference), action.andThen(_ -> front.printLine(reference)));
    }
    return code;
  }

  int of(List<String> references, Consumer<Container> action) {
    int code = 0;
    for (var reference : references) {
      try {
        action.accept(engine.container(reference));
      } catch (EngineException e) {
        var advice = e.advice().isEmpty() ? "" : "\n" + e.advice();
        front.printError("jug: " + e.getMessage() + advice);
        code = 1;
      }
    }
    return code;
  }
}
