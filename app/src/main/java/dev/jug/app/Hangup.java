package dev.jug.app;

import dev.jug.engine.error.EngineException;
import java.util.List;
import java.util.function.Supplier;
import sun.misc.Signal;

/** What a daemon does at SIGHUP: it reads its settings again (daemon(7)). */
final class Hangup {
  private static final System.Logger LOG = System.getLogger(Hangup.class.getName());

  private Hangup() {}

  /**
   * Has every SIGHUP from now on do that, instead of ending the engine. What comes of it is in the
   * engine's log: nobody waits for an answer.
   *
   * @param reload returns what is to be said
   */
  static void reloads(Supplier<List<String>> reload) {
    Signal.handle(new Signal("HUP"), _ -> run(reload));
  }

  private static void run(Supplier<List<String>> reload) {
    try {
      reload.get().forEach(line -> LOG.log(System.Logger.Level.INFO, "SIGHUP: {0}", line));
    } catch (EngineException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "SIGHUP: the settings stay as they were: {0}",
          e.getMessage());
    }
  }
}
