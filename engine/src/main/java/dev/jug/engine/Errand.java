package dev.jug.engine;

import dev.jug.engine.attack.Scene;
import java.io.IOException;

/**
 * What a user has the engine do with a container while that attacks, as often as the attack lasts.
 */
@FunctionalInterface
interface Errand {
  /**
   * Does it once.
   *
   * @return whether the attack has what it wants
   * @throws IOException if it could not be done, as attacks may have it
   */
  boolean fallsFor(Container attacker, Scene scene) throws IOException;
}
