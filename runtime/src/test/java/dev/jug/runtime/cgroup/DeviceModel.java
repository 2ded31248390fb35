package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What device rules mean, in the plainest words, and random ones to try it on. */
final class DeviceModel {
  private static final String LETTERS = "mrw";
  private static final List<String> TYPES = List.of("a", "b", "c");

  private DeviceModel() {}

  /** A question to the kernel; {@code access} has the bits m = 1, r = 2, w = 4. */
  record Wish(char type, int access, int major, int minor) {}

  /** For each letter the last rule decides that has it and names the device. */
  static boolean allows(List<DeviceRule> rules, Wish wish) {
    return IntStream.range(0, 3)
        .filter(bit -> (wish.access() >> bit & 1) == 1)
        .mapToObj(bit -> String.valueOf(LETTERS.charAt(bit)))
        .allMatch(letter ->
            rules.reversed().stream()
                .filter(rule -> rule.access() == null || rule.access().contains(letter))
                .filter(rule -> names(rule, wish))
                .findFirst()
                .map(DeviceRule::allow)
                .orElse(false));
  }

  private static boolean names(DeviceRule rule, Wish wish) {
    boolean type =
        rule.type() == null || rule.type().equals("a") || rule.type().charAt(0) == wish.type();
    return type && number(rule.major(), wish.major()) && number(rule.minor(), wish.minor());
  }

  private static boolean number(Long rule, int wish) {
    return rule == null || rule == -1 || rule == wish;
  }

  /** All that can be asked about a few devices. */
  static Stream<Wish> wishes() {
    return Stream.of('b', 'c')
        .flatMap(type -> IntStream.range(1, 8).boxed().map(access -> new Wish(type, access, 0, 0)))
        .flatMap(w -> IntStream.of(1, 2, 4095).mapToObj(n -> new Wish(w.type(), w.access(), n, 0)))
        .flatMap(w ->
            IntStream.of(0, 3, 0xfffff)
                .mapToObj(n -> new Wish(w.type(), w.access(), w.major(), n)));
  }

  static List<DeviceRule> randomRules(Random random) {
    return random.ints(random.nextInt(7), 0, 1000).mapToObj(_ -> rule(random)).toList();
  }

  private static DeviceRule rule(Random random) {
    var access = new StringBuilder();
    LETTERS.chars().filter(_ -> random.nextInt(3) > 0).forEach(c -> access.append((char) c));
    return new DeviceRule(
        random.nextBoolean(),
        random.nextInt(6) == 0 ? null : TYPES.get(random.nextInt(3)),
        number(random, 1, 2, 4095),
        number(random, 0, 3, 0xfffff),
        access.isEmpty() ? null : access.toString());
  }

  private static Long number(Random random, long... numbers) {
    int pick = random.nextInt(5);
    return pick == 3 ? Long.valueOf(-1) : pick == 4 ? null : Long.valueOf(numbers[pick]);
  }
}
