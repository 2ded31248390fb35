package dev.jug.engine.advisory;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions as apk has them (apk-package(5)): {@code 1.2.3a_rc1-r4}. What is no such version is less
 * than all that are.
 */
final class AlpineOrder implements Comparator<String> {
  private static final Pattern VERSION =
      Pattern.compile("(\\d+(?:\\.\\d+)*)([a-z]?)((?:_[a-z]+\\d*)*)(?:~[0-9a-f]+)?(?:-r(\\d+))?");
  private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)(\\d*)");

  /** The empty one is no suffix. */
  private static final List<String> SUFFIXES =
      List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

  @Override
  public int compare(String one, String other) {
    var first = VERSION.matcher(one);
    var second = VERSION.matcher(other);
    boolean known = first.matches();
    if (!known || !second.matches()) {
      return Boolean.compare(known, second.matches());
    }
    int numbers = numbers(first.group(1).split("\\.", -1), second.group(1).split("\\.", -1));
    if (numbers != 0) {
      return numbers;
    }
    int letters = first.group(2).compareTo(second.group(2));
    if (letters != 0) {
      return letters;
    }
    int suffixes = suffixes(SUFFIX.matcher(first.group(3)), SUFFIX.matcher(second.group(3)));
    return suffixes != 0 ? suffixes : number(first.group(4)).compareTo(number(second.group(4)));
  }

  /** After the first, those that begin with a zero are compared as fractions are. */
  private static int numbers(String[] one, String[] other) {
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      boolean fraction = i > 0 && (one[i].startsWith("0") || other[i].startsWith("0"));
      int difference =
          fraction ? one[i].compareTo(other[i]) : number(one[i]).compareTo(number(other[i]));
      if (difference != 0) {
        return difference;
      }
    }
    return one.length - other.length;
  }

  private static int suffixes(Matcher one, Matcher other) {
    while (true) {
      boolean more = one.find();
      boolean otherMore = other.find();
      if (!more && !otherMore) {
        return 0;
      }
      int names = rank(more ? one.group(1) : "") - rank(otherMore ? other.group(1) : "");
      if (names != 0) {
        return names;
      }
      int numbers = number(one.group(2)).compareTo(number(other.group(2)));
      if (numbers != 0) {
        return numbers;
      }
    }
  }

  private static int rank(String suffix) {
    return SUFFIXES.indexOf(suffix);
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }
}
