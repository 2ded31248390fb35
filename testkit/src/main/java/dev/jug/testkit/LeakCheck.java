package dev.jug.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the machine looked like at one moment, to find what is left behind later: mounts, cgroups,
 * links, processes, namespaces, files and descriptors.
 *
 * <pre>{@code
 * var before = LeakCheck.now();
 * …
 * before.assertNothingLeft("creating and removing a container");
 * }</pre>
 *
 * <p>Other users of the same machine are seen too. {@code JUG_LEAK_CHECK=off} is for those who
 * share it.
 */
public final class LeakCheck {
  /** How long teardown that nobody waits for may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Map<Trace, Set<String>> before;

  private LeakCheck(Map<Trace, Set<String>> before) {
    this.before = before;
  }

  /** Looks at the machine. */
  public static LeakCheck now() {
    Descriptors.warmUp();
    return new LeakCheck(look());
  }

  static boolean isOff() {
    return "off".equals(System.getenv("JUG_LEAK_CHECK"));
  }

  /** Everything that is there now and was not then, a line each. Does not wait. */
  public List<String> leaks() {
    var leaks = new ArrayList<String>();
    look()
        .forEach((trace, now) ->
            now.stream()
                .filter(line -> !before.getOrDefault(trace, Set.of()).contains(line))
                .sorted()
                .forEach(line -> leaks.add(trace.title() + ": " + line)));
    return leaks;
  }

  /** Throws with each leak on a line of its own, after patience for what is still ending. */
  public void assertNothingLeft(String after) {
    assertNothingLeft(after, PATIENCE);
  }

  void assertNothingLeft(String after, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    var leaks = leaks();
    while (!leaks.isEmpty() && System.nanoTime() < end) {
      pause();
      leaks = leaks();
    }
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          "left behind by %s:\n  %s".formatted(after, String.join("\n  ", leaks)));
    }
  }

  private static Map<Trace, Set<String>> look() {
    var all = new EnumMap<Trace, Set<String>>(Trace.class);
    for (var trace : Trace.values()) {
      all.put(trace, trace.list().collect(Collectors.toUnmodifiableSet()));
    }
    return all;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
