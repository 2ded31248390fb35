package dev.jug.engine.attack;

import java.util.List;

/**
 * What became of an attack.
 *
 * @param attack which
 * @param outcome whether it worked
 * @param how what ended it, or what it got
 * @param fences that were up in its way, as far as that is known; the first one is what answered,
 *     if it was stopped
 */
public record AttackResult(Attack attack, Outcome outcome, String how, List<Fence> fences) {
  public AttackResult {
    fences = List.copyOf(fences);
  }

  /** Whether an attack worked. */
  public enum Outcome {
    /** It did not. */
    BLOCKED,
    /** It did. */
    THROUGH,
    /** Nobody knows: what it is about is not there. */
    NOT_TRIED
  }

  /** One that was tried. */
  public AttackResult(Attack attack, boolean through, String how, List<Fence> fences) {
    this(attack, through ? Outcome.THROUGH : Outcome.BLOCKED, how, fences);
  }

  /** One that was not, with the reason. */
  public static AttackResult notTried(Attack attack, String why) {
    return new AttackResult(attack, Outcome.NOT_TRIED, why, attack.fences());
  }

  /** Whether it worked. */
  public boolean through() {
    return outcome == Outcome.THROUGH;
  }

  /**
   * The same, judged by what happened.
   *
   * @param happened whether it has worked
   * @param otherwise what is said if it has not, though its calls went well
   */
  public AttackResult where(boolean happened, String otherwise) {
    return happened == through()
        ? this
        : new AttackResult(attack, happened, happened ? attack.gain() : otherwise, fences);
  }
}
