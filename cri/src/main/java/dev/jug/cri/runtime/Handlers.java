package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.settings.RuntimeSettings;
import java.util.ArrayList;

/**
 * What containers can be run by: the handlers that a RuntimeClass names. There is Jug itself, and
 * those that the engine was told of; none of them is the usual one.
 */
final class Handlers {
  /** Whom a pod gets whose RuntimeClass says nothing. */
  private static final String USUAL = "";

  private Handlers() {}

  /**
   * A handler that there is.
   *
   * @throws NotFound in containerd's words if there is none of this name
   */
  static String find(String name, RuntimeSettings runtimes) {
    if (!name.equals(USUAL) && !runtimes.names().contains(name)) {
      throw new NotFound(
          "no runtime for \"" + name + "\" is configured",
          "A RuntimeClass here has one of the handlers " + String.join(", ", runtimes.names()));
    }
    return name;
  }

  /**
   * {@code RuntimeHandler}, of each.
   *
   * @param users whether pods can have users of their own
   */
  static void write(Draft out, boolean users, RuntimeSettings runtimes) {
    var names = new ArrayList<>(runtimes.names());
    names.addFirst(USUAL);
    out.messages(
        "runtime_handlers",
        names,
        (handler, name) -> {
          boolean own = isOwn(name, runtimes);
          handler
              .text("name", name)
              .message(
                  "features",
                  has ->
                      has.flag("recursive_read_only_mounts", own)
                          .flag("user_namespaces", own && users));
        });
  }

  private static boolean isOwn(String name, RuntimeSettings runtimes) {
    return !RuntimeName.isOther(name.equals(USUAL) ? runtimes.usual() : name);
  }
}
