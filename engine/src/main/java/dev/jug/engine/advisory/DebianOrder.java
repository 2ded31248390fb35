package dev.jug.engine.advisory;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * Versions as dpkg has them (deb-version(7)): {@code [EPOCH:]UPSTREAM[-REVISION]}. Text and numbers
 * are compared by turns; {@code ~} is less than the end, letters are less than what is no letter.
 */
final class DebianOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    int epochs = epoch(one).compareTo(epoch(other));
    if (epochs != 0) {
      return epochs;
    }
    int upstream = compareParts(upstream(one), upstream(other));
    return upstream != 0 ? upstream : compareParts(revision(one), revision(other));
  }

  private static BigInteger epoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? BigInteger.ZERO : number(version.substring(0, colon));
  }

  private static String upstream(String version) {
    var rest = version.substring(version.indexOf(':') + 1);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? rest : rest.substring(0, hyphen);
  }

  private static String revision(String version) {
    var rest = version.substring(version.indexOf(':') + 1);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? "" : rest.substring(hyphen + 1);
  }

  private static int compareParts(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() || j < other.length()) {
      while (isText(one, i) || isText(other, j)) {
        int difference = weight(one, i) - weight(other, j);
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      int endOfOne = endOfNumber(one, i);
      int endOfOther = endOfNumber(other, j);
      int difference = number(rest(one, i, endOfOne)).compareTo(number(rest(other, j, endOfOther)));
      if (difference != 0) {
        return difference;
      }
      i = endOfOne;
      j = endOfOther;
    }
    return 0;
  }

  private static boolean isText(String version, int at) {
    return at < version.length() && !isDigit(version.charAt(at));
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /** A digit counts as the end of the text. */
  private static int weight(String version, int at) {
    if (!isText(version, at)) {
      return 0;
    }
    char letter = version.charAt(at);
    if (letter == '~') {
      return -1;
    }
    return Character.isLetter(letter) ? letter : letter + 256;
  }

  private static int endOfNumber(String version, int from) {
    int end = from;
    while (end < version.length() && isDigit(version.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String rest(String version, int from, int end) {
    return from >= version.length() ? "" : version.substring(from, end);
  }

  /** Numbers of any length; what is none counts as nothing, as the end does. */
  private static BigInteger number(String digits) {
    return digits.isEmpty() || !digits.chars().allMatch(c -> isDigit((char) c))
        ? BigInteger.ZERO
        : new BigInteger(digits);
  }
}
