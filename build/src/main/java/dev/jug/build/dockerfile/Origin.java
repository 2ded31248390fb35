package dev.jug.build.dockerfile;

import java.util.List;

/**
 * Where an instruction comes from.
 *
 * @param range its lines, those of here-documents included
 * @param keyword the instruction's name as it is written, such as {@code run}
 * @param text the instruction in one line: continued lines are joined, comments between them are
 *     gone, here-documents are not in it
 * @param comments the lines of comment directly above, without {@code #} and the space after it
 */
public record Origin(SourceRange range, String keyword, String text, List<String> comments) {
  public Origin {
    comments = List.copyOf(comments);
  }

  /** The first line, from 1. */
  public int line() {
    return range.start().line();
  }
}
