package dev.jug.engine.doctor;

/**
 * One thing that was looked at.
 *
 * @param verdict how it is
 * @param subject what was looked at, in a few words
 * @param found what is there
 * @param means what follows for people; empty if all is well
 * @param remedy what to do; empty if there is nothing to do
 */
public record Row(Verdict verdict, String subject, String found, String means, String remedy) {
  /** How something is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Containers run; something will not, or is to be known. */
    NOTE,
    /** Containers do not run, or not as people expect it. */
    WRONG
  }

  static Row ok(String subject, String found) {
    return new Row(Verdict.OK, subject, found, "", "");
  }

  static Row note(String subject, String found, String means, String remedy) {
    return new Row(Verdict.NOTE, subject, found, means, remedy);
  }

  static Row wrong(String subject, String found, String means, String remedy) {
    return new Row(Verdict.WRONG, subject, found, means, remedy);
  }
}
