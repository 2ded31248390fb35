package dev.jug;

/**
 * What a program in a container said, and how it ended.
 *
 * @param code its exit code, 0 … 255; 128 and the signal's number if a signal ended it
 * @param out its standard output, decoded as UTF-8
 * @param err its standard error, decoded as UTF-8
 */
public record Output(int code, String out, String err) {
  /**
   * This output, if the program ended well.
   *
   * @throws ProgramFailedException if its exit code is not 0
   */
  public Output orThrow() {
    if (code != 0) {
      throw new ProgramFailedException(this);
    }
    return this;
  }
}
