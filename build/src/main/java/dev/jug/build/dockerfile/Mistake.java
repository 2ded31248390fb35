package dev.jug.build.dockerfile;

/** What is wrong with an instruction, before its place is added. */
final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String advice;

  /**
   * @param what a sentence that Docker's clients know
   * @param advice what would be right; empty if there is nothing to add
   */
  Mistake(String what, String advice) {
    super(what);
    this.what = what;
    this.advice = advice;
  }

  Mistake(String what) {
    this(what, "");
  }

  String what() {
    return what;
  }

  String advice() {
    return advice;
  }
}
