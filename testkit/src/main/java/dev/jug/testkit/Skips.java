package dev.jug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which needs may stay unmet.
 *
 * @param mustRun whether a need outside of {@code allowed} fails the test instead of skipping it
 * @param allowed words as in {@link Requires}
 */
record Skips(boolean mustRun, Set<String> allowed) {

  Skips {
    allowed = Set.copyOf(allowed);
  }

  static Skips ofThisRun() {
    return new Skips("1".equals(System.getenv("JUG_TESTS_MUST_RUN")), listed());
  }

  /** The reason for the report; throws if this skip is one too many. */
  String skip(String need, String lack) {
    if (mustRun && !allowed.contains(need)) {
      throw new AssertionError(
          "needs " + need + ": " + lack + " (JUG_TESTS_MUST_RUN=1, and allowed-skips lacks it)");
    }
    return "needs " + need + ": " + lack;
  }

  private static Set<String> listed() {
    try (var in = Skips.class.getResourceAsStream("allowed-skips")) {
      if (in == null) {
        throw new IllegalStateException("the resource allowed-skips is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
