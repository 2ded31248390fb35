package dev.jug.app;

import dev.jug.engine.error.EngineException;
import java.util.List;
import java.util.function.Supplier;
import sun.misc.Signal;

/** SIGHUP has an engine read its settings again, as it has dockerd; the JVM would end at it. */
final class HangUp {
  private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /**
   * From here on.
   *
   * @param reload reads the settings, and gives what there is to say about it
   */
  static void reloads(Supplier<List<String>> reload) {
    Signal.handle(new Signal("HUP"), _ -> Thread.ofVirtual().start(() -> run(reload)));
  }

  private static void run(Supplier<List<String>> reload) {
    try {
      reload.get().forEach(line -> LOG.log(System.Logger.Level.INFO, line));
    } catch (EngineException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the settings stay as they were: {0}. {1}",
          e.getMessage(),
          e.advice());
    }
  }
}
