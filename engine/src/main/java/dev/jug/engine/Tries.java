package dev.jug.engine;

import dev.jug.engine.attack.Scene;
import dev.jug.engine.error.EngineException;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** An errand, again and again: a race is not won the first time. */
final class Tries {
  private final Errand errand;
  private final Container attacker;
  private final Scene scene;
  private int count;

  Tries(Errand errand, Container attacker, Scene scene) {
    this.errand = errand;
    this.attacker = attacker;
    this.scene = scene;
  }

  /** How many failed, in words. */
  String shown() {
    return "all " + count + " tries failed";
  }

  /** Whether the attack gets what it wants before it ends. */
  boolean untilItFalls(BooleanSupplier isOver) {
    while (!isOver.getAsBoolean()) {
      if (falls()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it gets that at once. What cannot be done did no harm. */
  boolean falls() {
    count++;
    try {
      return errand.fallsFor(attacker, scene);
    } catch (EngineException | SysException | IOException _) {
      return false;
    }
  }
}
