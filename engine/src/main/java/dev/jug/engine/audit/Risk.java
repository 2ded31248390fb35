package dev.jug.engine.audit;

import java.util.Comparator;
import java.util.List;

/**
 * Something that helps an attacker.
 *
 * @param level how much
 * @param subject what it is about, such as a flag as it was given
 * @param why what can be done with it
 * @param remedy what to do, such as another flag
 */
public record Risk(Level level, String subject, String why, String remedy) {
  /** How bad it is; the worst first. */
  public enum Level {
    /** Root in the container is root on the host. */
    CRITICAL,
    /** One step is missing to that, or others' data can be read. */
    HIGH,
    /** Helps those who have another hole, or harms neighbours. */
    MEDIUM,
    /** A fence that costs nothing is not up. */
    LOW
  }

  /** The worst first, otherwise as they were found. */
  static List<Risk> ranked(List<Risk> risks) {
    return risks.stream().sorted(Comparator.comparing(Risk::level)).toList();
  }
}
