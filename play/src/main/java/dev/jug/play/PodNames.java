package dev.jug.play;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Names of pods that nobody named.
 *
 * @param random chooses
 */
record PodNames(RandomGenerator random) {
  /** Kubernetes' letters: no words come of them. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int LENGTH = 5;

  /** As {@code web-x7k2p}. */
  String next(String deployment) {
    return deployment
        + "-"
        + random
            .ints(LENGTH, 0, LETTERS.length())
            .mapToObj(at -> LETTERS.substring(at, at + 1))
            .collect(Collectors.joining());
  }

  String uid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
