package dev.jug.build.dockerfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who wrote a word that does not exist. */
public final class Nearest {
  private Nearest() {}

  /** The known word with the fewest differences, if there are not too many. */
  static Optional<String> to(String word, Collection<String> known) {
    int most = Math.max(1, word.length() / 2);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(each -> distance(word, each)))
        .filter(each -> distance(word, each) <= most);
  }

  /** {@code " (did you mean X?)"}, or nothing. */
  static String hint(String word, Collection<String> known) {
    return hint("", word, known);
  }

  /** The same with something before the word, such as dashes. */
  static String hint(String before, String word, Collection<String> known) {
    return to(word, known).map(each -> " (did you mean " + before + each + "?)").orElse("");
  }

  /** How many characters must be put in, left out, replaced or swapped with the next one. */
  public static int distance(String one, String other) {
    if (one.length() > 2 * other.length() + 2) {
      return one.length();
    }
    var cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(int[][] cost, String one, String other, int i, int j) {
    int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
