package dev.jug.engine.attack;

import java.util.List;
import java.util.Optional;

/**
 * One known way out of a container, or into a neighbour.
 *
 * @param name one word, with hyphens
 * @param what it does, in a few words
 * @param source where it is known from: a CVE, or a manual page
 * @param gain what it gets if it gets through
 * @param fences what is in its way, in the order in which the kernel meets it
 * @param script its system calls
 * @param victim what a neighbour does meanwhile; empty if it needs none
 */
public record Attack(
    String name,
    String what,
    String source,
    String gain,
    List<Fence> fences,
    Script script,
    Optional<Victim> victim) {
  public Attack {
    fences = List.copyOf(fences);
  }

  /** One that needs no neighbour. */
  Attack(String name, String what, String source, String gain, List<Fence> fences, Script script) {
    this(name, what, source, gain, fences, script, Optional.empty());
  }

  /** The same against a neighbour. */
  Attack against(Victim neighbour) {
    return new Attack(name, what, source, gain, fences, script, Optional.of(neighbour));
  }

  /**
   * A neighbour.
   *
   * @param script what it does
   * @param harm how it notices that the attack worked
   */
  public record Victim(Script script, Harm harm) {}

  /** What becomes of a victim if an attack gets through. */
  public enum Harm {
    /** It does not notice: the attacker has what it wants. */
    NONE,
    /** It dies. */
    DEATH,
    /** It comes to its end, because it got what it waited for. */
    RECEPTION
  }
}
