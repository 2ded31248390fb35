package dev.jug.engine.selinux;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pairs of categories: each container has one that no other has, so that processes of one type are
 * kept apart all the same (multi category security). There are 522 753.
 */
final class Categories {
  /** Policies have 1024; the last two together are those of files that nobody is kept from. */
  private static final int COUNT = 1022;

  /** What files of containers have that are not confined. */
  static final String UNCONFINED = "s0:c1022,c1023";

  private final RandomGenerator random;

  Categories(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A level that nobody has.
   *
   * @param taken contexts of those that have one
   * @throws IllegalStateException if there are as many as levels
   */
  String free(List<String> taken) {
    if (taken.size() < COUNT * (COUNT - 1) / 2) {
      while (true) {
        var level = any();
        var end = ":" + level;
        if (taken.stream().noneMatch(context -> context.endsWith(end))) {
          return level;
        }
      }
    }
    throw new IllegalStateException("all pairs of categories are taken");
  }

  private String any() {
    int one = random.nextInt(COUNT);
    int other = random.nextInt(COUNT - 1);
    int second = other < one ? other : other + 1;
    return "s0:c" + Math.min(one, second) + ",c" + Math.max(one, second);
  }
}
