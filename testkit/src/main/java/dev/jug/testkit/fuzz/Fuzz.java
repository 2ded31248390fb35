package dev.jug.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Has many damaged inputs read. Whatever the input is, the reader gives a value or the exception
 * that it documents, soon and with little memory: everything else is a failure, which names the
 * seed that makes the same input again.
 *
 * <p>{@code -Djug.fuzz.rounds=N} says how many, {@code -Djug.fuzz.seconds=N} for how long instead,
 * {@code -Djug.fuzz.seed=N} with which it begins.
 */
public final class Fuzz {
  /** As many as there is time for. */
  private static final long SECONDS = Long.getLong("jug.fuzz.seconds", 0);

  private static final long SEED = 20_261_130;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_MILLIS = 50;
  private static final int MOST_SHOWN = 2048;

  private final Corpus corpus;
  private final Mutator mutator;
  private final int rounds;
  private final long seconds;
  private final long seed;
  private volatile long begun;
  private volatile long current;
  private volatile byte[] input = new byte[0];

  private Fuzz(Corpus corpus, List<byte[]> words, int rounds, long seconds, long seed) {
    this.corpus = corpus;
    this.mutator = new Mutator(corpus.inputs(), words);
    this.rounds = rounds;
    this.seconds = seconds;
    this.seed = seed;
  }

  /**
   * With damaged inputs of a corpus.
   *
   * @param rounds how many, if nobody says
   * @param words what means something to the reader
   */
  public static Fuzz of(Corpus corpus, int rounds, String... words) {
    return new Fuzz(
        corpus,
        bytes(words),
        Integer.getInteger("jug.fuzz.rounds", rounds),
        SECONDS,
        Long.getLong("jug.fuzz.seed", SECONDS > 0 ? System.nanoTime() : SEED));
  }

  /** The same, whatever properties say. */
  static Fuzz exactly(Corpus corpus, int rounds, String... words) {
    return new Fuzz(corpus, bytes(words), rounds, 0, SEED);
  }

  private static List<byte[]> bytes(String... words) {
    return Stream.of(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** What reads an input. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads, and returns if what comes of it is allowed.
     *
     * @throws Exception what is not
     */
    void read(byte[] input) throws Exception;
  }

  /**
   * Has the inputs of the corpus read as they are, and then damaged ones.
   *
   * @throws AssertionError at the first that does harm
   */
  public void run(Reader reader) {
    var thread = new Failing(() -> readAll(reader));
    thread.start();
    try {
      while (!thread.join(Duration.ofMillis(LOOK_MILLIS))) {
        if (isStuck()) {
          throw failure("does not come to an end", thread.stuck());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted", e);
    }
    thread.rethrow();
  }

  private boolean isStuck() {
    long since = begun;
    return since != 0 && System.nanoTime() - since > LIMIT_NANOS;
  }

  private void readAll(Reader reader) {
    for (var good : corpus.inputs()) {
      read(reader, good.clone());
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long round = 0; seconds > 0 ? System.nanoTime() < end : round < rounds; round++) {
      current = seed + round;
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(current);
      read(reader, mutator.next(random));
    }
  }

  private void read(Reader reader, byte[] next) {
    input = next;
    begun = System.nanoTime();
    try {
      reader.read(next.clone());
    } catch (Throwable e) {
      throw failure("does harm", e);
    }
    begun = 0;
  }

  private AssertionError failure(String what, Throwable why) {
    var again =
        current == 0
            ? "It is in the corpus as it is."
            : "It comes again with -Djug.fuzz.seed=%d -Djug.fuzz.rounds=1.".formatted(current);
    return new AssertionError("this input %s: %s%n%s".formatted(what, again, shown(input)), why);
  }

  private static String shown(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    boolean readable = text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    var all = readable ? text : HexFormat.of().formatHex(bytes);
    return all.length() > MOST_SHOWN
        ? all.substring(0, MOST_SHOWN) + "… (" + bytes.length + " bytes)"
        : all;
  }
}
