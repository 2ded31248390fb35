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
 * @param errand what a user has the engine do meanwhile; {@link Errand#NONE} for nothing
 * @param bound the limit that it tries
 */
public record Attack(
    String name,
    String what,
    String source,
    String gain,
    List<Fence> fences,
    Script script,
    Optional<Victim> victim,
    Errand errand,
    Bound bound) {
  public Attack {
    fences = List.copyOf(fences);
  }

  /** One that needs nobody else. */
  Attack(String name, String what, String source, String gain, List<Fence> fences, Script script) {
    this(name, what, source, gain, fences, script, Optional.empty(), Errand.NONE, Bound.USUAL);
  }

  /** The same against a neighbour. */
  Attack against(Victim neighbour) {
    return new Attack(
        name, what, source, gain, fences, script, Optional.of(neighbour), errand, bound);
  }

  /** The same while somebody has the engine do something with the container. */
  Attack during(Errand other) {
    return new Attack(name, what, source, gain, fences, script, victim, other, bound);
  }

  /** The same against a limit that nobody has unless it is asked for. */
  Attack against(Bound limit) {
    return new Attack(name, what, source, gain, fences, script, victim, errand, limit);
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

  /** What a user has the engine do with a container while that attacks: it is what is attacked. */
  public enum Errand {
    /** Nothing. */
    NONE,
    /** Copies a file out of it, again and again. */
    COPY_OUT,
    /** Copies a file into it, again and again. */
    COPY_IN,
    /** Mounts a part of a volume that it has, again and again. */
    MOUNT_PART,
    /** Keeps what it writes until it has written all. */
    KEEP_OUTPUT;

    /** Whether the more often it is done, the likelier it fails. */
    public boolean isRace() {
      return this == COPY_OUT || this == COPY_IN || this == MOUNT_PART;
    }
  }

  /** A limit that a container gets for an attack, unless it was asked for with one of the kind. */
  public enum Bound {
    /** What it has anyway. */
    USUAL,
    /** 1024 open files. */
    OPEN_FILES,
    /** 200 files. */
    FILES
  }
}
