package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import java.util.BitSet;
import java.util.regex.Pattern;

/** Lists of processors and memory nodes such as {@code 0-2,5} (cpuset(7), "List format"). */
final class NumberList {
  private static final Pattern PART = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  private NumberList() {}

  static BitSet of(String list) {
    var numbers = new BitSet();
    for (var part : list.strip().split(",", -1)) {
      var match = PART.matcher(part.strip());
      if (!match.matches()) {
        throw new InvalidSpecException(
            "linux.resources.cpu: \"" + list + "\" is not a list of numbers such as 0-2,5");
      }
      int first = Integer.parseInt(match.group(1));
      int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
      numbers.set(first, Math.max(first, last) + 1);
    }
    return numbers;
  }
}
