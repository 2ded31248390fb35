package dev.jug.engine.attack;

import java.util.List;

/**
 * What became of an attack.
 *
 * @param attack which
 * @param through whether it worked
 * @param how what ended it, or what it got
 * @param fences that were up in its way; the first one is what answered, if it was stopped
 */
public record AttackResult(Attack attack, boolean through, String how, List<Fence> fences) {
  public AttackResult {
    fences = List.copyOf(fences);
  }

  /**
   * The same, judged by what happened.
   *
   * @param happened whether it has worked
   * @param otherwise what is said if it has not, though its calls went well
   */
  public AttackResult where(boolean happened, String otherwise) {
    return happened == through
        ? this
        : new AttackResult(attack, happened, happened ? attack.gain() : otherwise, fences);
  }
}
