package dev.jug.image.audit;

/**
 * Something about a store that is not as it should be.
 *
 * @param severity how bad it is
 * @param subject what it is about: a digest, a name, a file
 * @param problem what is wrong
 * @param advice what to do
 */
public record Finding(Severity severity, String subject, String problem, String advice) {
  /** How bad it is. */
  public enum Severity {
    /** Something is lost or damaged. */
    ERROR,
    /** Space is wasted, nothing else. */
    WASTE,
    /** It will be put right when it is needed. */
    NOTE
  }
}
