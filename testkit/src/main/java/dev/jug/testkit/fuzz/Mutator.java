package dev.jug.testkit.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Does damage as it happens and as somebody would do it: bytes and bits are other ones, numbers are
 * at the edges of what fits, parts are missing, come twice, come from another input.
 */
final class Mutator {
  private static final int MOST_CHANGES = 5;
  private static final int LONGEST_INSERT = 16;
  private static final int LARGEST = 1 << 17;
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    15,
    16,
    17,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2,
    -4
  };

  private final List<byte[]> corpus;
  private final List<byte[]> words;

  /**
   * @param words what means something to the reader, to be put anywhere
   */
  Mutator(List<byte[]> corpus, List<byte[]> words) {
    this.corpus = corpus;
    this.words = words;
  }

  byte[] next(RandomGenerator random) {
    var bytes = pick(corpus, random).clone();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      bytes = changed(bytes, random);
    }
    return bytes.length > LARGEST ? Arrays.copyOf(bytes, LARGEST) : bytes;
  }

  private static byte[] pick(List<byte[]> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  private byte[] changed(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length + 1);
    int length = random.nextInt(Math.min(bytes.length - at, 1 + random.nextInt(64)) + 1);
    return switch (random.nextInt(9)) {
      case 0 -> flipped(bytes, random);
      case 1 -> replaced(bytes, at, Math.min(1, bytes.length - at), random(random, 1));
      case 2 -> edge(bytes, at, random);
      case 3 -> replaced(bytes, at, length, new byte[0]);
      case 4 -> replaced(bytes, at, 0, random(random, 1 + random.nextInt(LONGEST_INSERT)));
      case 5 -> Arrays.copyOf(bytes, at);
      case 6 -> repeated(bytes, at, length, random);
      case 7 -> spliced(bytes, at, length, random);
      default -> words.isEmpty() ? flipped(bytes, random) : word(bytes, at, length, random);
    };
  }

  private static byte[] flipped(byte[] bytes, RandomGenerator random) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bytes;
  }

  private static byte[] random(RandomGenerator random, int count) {
    var some = new byte[count];
    random.nextBytes(some);
    return some;
  }

  /** Puts others in the place of some bytes. */
  private static byte[] replaced(byte[] bytes, int at, int length, byte[] others) {
    var changed = new byte[bytes.length - length + others.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(others, 0, changed, at, others.length);
    int rest = bytes.length - at - length;
    System.arraycopy(bytes, at + length, changed, at + others.length, rest);
    return changed;
  }

  private static byte[] edge(byte[] bytes, int at, RandomGenerator random) {
    int size = Math.min(1 << random.nextInt(4), bytes.length - at);
    long number = EDGES[random.nextInt(EDGES.length)];
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      int place = bigEndian ? size - 1 - i : i;
      bytes[at + place] = (byte) (number >> (i * Byte.SIZE));
    }
    return bytes;
  }

  private static byte[] repeated(byte[] bytes, int at, int length, RandomGenerator random) {
    int times = random.nextInt(8) == 0 ? random.nextInt(1024) : 1 + random.nextInt(4);
    var part = Arrays.copyOfRange(bytes, at, at + length);
    var many = new byte[Math.min(part.length * times, LARGEST)];
    for (int i = 0; i < many.length; i++) {
      many[i] = part[i % part.length];
    }
    return replaced(bytes, at, 0, many);
  }

  private byte[] spliced(byte[] bytes, int at, int length, RandomGenerator random) {
    var other = pick(corpus, random);
    int from = random.nextInt(other.length + 1);
    int to = Math.min(other.length, from + random.nextInt(LONGEST_INSERT * 4));
    return replaced(bytes, at, length, Arrays.copyOfRange(other, from, to));
  }

  private byte[] word(byte[] bytes, int at, int length, RandomGenerator random) {
    return replaced(bytes, at, random.nextBoolean() ? length : 0, pick(words, random));
  }
}
