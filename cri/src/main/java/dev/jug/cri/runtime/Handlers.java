package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.engine.error.EngineException.NotFound;
import java.util.List;

/**
 * What containers can be run by: the handlers that a RuntimeClass names. There is Jug itself, by
 * its name and by none.
 */
final class Handlers {
  /** Whom a pod gets whose RuntimeClass says nothing. */
  private static final String USUAL = "";

  private static final List<String> NAMES = List.of(USUAL, "jug");

  private Handlers() {}

  /**
   * A handler that there is.
   *
   * @throws NotFound in containerd's words if there is none of this name
   */
  static String find(String name) {
    if (!NAMES.contains(name)) {
      throw new NotFound(
          "no runtime for \"" + name + "\" is configured",
          "A RuntimeClass here has the handler jug.");
    }
    return name;
  }

  /**
   * {@code RuntimeHandler}, of each.
   *
   * @param users whether pods can have users of their own
   */
  static void write(Draft out, boolean users) {
    out.messages(
        "runtime_handlers",
        NAMES,
        (handler, name) ->
            handler
                .text("name", name)
                .message(
                    "features",
                    has ->
                        has.flag("recursive_read_only_mounts", true)
                            .flag("user_namespaces", users)));
  }
}
