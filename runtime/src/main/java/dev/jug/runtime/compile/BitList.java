package dev.jug.runtime.compile;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.plan.Block;
import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Numbers of processors or memory nodes as system calls take them: a bit for each.
 *
 * @param block the bits, in words of 8 bytes
 * @param size in bytes
 */
record BitList(Block block, int size) {
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,5})(?:-(\\d{1,5}))?\\s*");
  private static final int MOST = 8192;
  private static final int WORD = 8;

  /**
   * Reads a list such as {@code 0-2,5}.
   *
   * @param field what a mistake is reported for
   */
  static BitList mask(String field, String list) {
    var bits = new BitSet();
    for (var part : list.split(",", -1)) {
      var range = RANGE.matcher(part);
      if (!range.matches()) {
        throw new InvalidSpecException(field + ": \"" + list + "\" is not a list such as 0-2,5");
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (first > last || last >= MOST) {
        throw new InvalidSpecException(field + ": " + part.strip() + " is not a range of numbers");
      }
      bits.set(first, last + 1);
    }
    return of(bits, list);
  }

  private static BitList of(BitSet bits, String list) {
    var words = bits.toLongArray();
    int size = Math.max(1, words.length) * WORD;
    var block = Block.struct(size, "{" + list + "}");
    for (int i = 0; i < words.length; i++) {
      block.put(i * WORD, WORD, words[i]);
    }
    return new BitList(block, size);
  }

  /** How many numbers there is room for. */
  int bits() {
    return size * Byte.SIZE;
  }
}
