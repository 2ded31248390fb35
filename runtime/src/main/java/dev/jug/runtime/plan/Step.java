package dev.jug.runtime.plan;

/**
 * What a person has to know of an operation that failed.
 *
 * @param command whether its failure means that the command cannot be executed
 * @param text the reason for it, and what it does
 * @param hint what can be done about it, empty for nothing special
 */
public record Step(boolean command, String text, String hint) {
  static Step of(Op op) {
    return new Step(op.isAboutCommand(), op.reason() + ": " + op.shown(), op.hint());
  }
}
