package dev.jug.kube.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant. */
final class Nearest {
  private static final int MOST_MISTAKES = 2;

  private Nearest() {}

  /** A question, or nothing if no name is near. */
  static String of(String name, Collection<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= MOST_MISTAKES)
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .map(other -> "; did you mean '" + other + "'?")
        .orElse("");
  }

  /** How many letters to insert, remove or change, capitals aside. */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > MOST_MISTAKES) {
      return Integer.MAX_VALUE;
    }
    var row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
