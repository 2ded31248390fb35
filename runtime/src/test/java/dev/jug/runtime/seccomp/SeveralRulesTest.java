package dev.jug.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.seccomp.Architecture;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Several rules for one call: the first whose conditions all hold decides. Compared with the plain
 * meaning of the rules.
 */
class SeveralRulesTest {
  private static final int READ = 0;

  private static int verdict(List<Rule> rules, long first, long second) {
    var profile = new Seccomp("SCMP_ACT_ALLOW", null, List.of(), List.of(), rules);
    var machine = new BpfMachine(SeccompCompiler.compile(profile));
    return machine.run(Architecture.X86_64.audit(), READ, first, second, 0, 0, 0, 0);
  }

  @RepeatedTest(100)
  void theFirstThatHoldsDecides(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var rules = new ArrayList<Rule>();
    for (int i = 1; i <= 3; i++) {
      rules.add(new Rule(List.of("read"), "SCMP_ACT_ERRNO", i, RandomRules.arguments(random)));
    }
    for (int i = 0; i < 100; i++) {
      long first = interesting(rules, 0, random);
      long second = interesting(rules, 1, random);

      assertThat(verdict(rules, first, second))
          .as("%s of (%x, %x)", rules, first, second)
          .isEqualTo(meaning(rules, first, second));
    }
  }

  private static long interesting(List<Rule> rules, int index, Random random) {
    var operands =
        rules.stream()
            .flatMap(rule -> rule.args().stream())
            .filter(a -> a.index() == index)
            .map(a -> random.nextBoolean() ? a.value() : a.valueTwo())
            .toList();
    long base = operands.isEmpty() ? 0 : operands.get(random.nextInt(operands.size()));
    return base + random.nextInt(3) - 1 ^ (random.nextInt(4) == 0 ? 1L << random.nextInt(64) : 0);
  }

  private static int meaning(List<Rule> rules, long first, long second) {
    return rules.stream()
        .filter(r -> r.args().stream().allMatch(a -> holds(a, a.index() == 0 ? first : second)))
        .findFirst()
        .map(r -> Verdict.of(r.action(), r.errnoRet()))
        .orElse(Verdict.ALLOW);
  }

  private static boolean holds(Argument a, long value) {
    int order = Long.compareUnsigned(value, a.value());
    return switch (a.op()) {
      case "SCMP_CMP_NE" -> order != 0;
      case "SCMP_CMP_LT" -> order < 0;
      case "SCMP_CMP_LE" -> order <= 0;
      case "SCMP_CMP_EQ" -> order == 0;
      case "SCMP_CMP_GE" -> order >= 0;
      case "SCMP_CMP_GT" -> order > 0;
      default -> (value & a.value()) == (a.valueTwo() & a.value());
    };
  }

  @Test
  void twoConditionsOnOneArgumentAreAlternatives() {
    var range =
        List.of(new Argument(0, 20, 0, "SCMP_CMP_GT"), new Argument(0, 10, 0, "SCMP_CMP_LT"));
    var rules = List.of(new Rule(List.of("read"), "SCMP_ACT_ERRNO", 5, range));

    assertThat(verdict(rules, 21, 0)).isEqualTo(0x00050005);
    assertThat(verdict(rules, 9, 0)).isEqualTo(0x00050005);
    assertThat(verdict(rules, 15, 0)).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void withoutRulesEveryCallGetsTheDefault() {
    var profile =
        new Seccomp(
            "SCMP_ACT_KILL_PROCESS", null, List.of("SCMP_ARCH_X86_64"), List.of(), List.of());
    var machine = new BpfMachine(SeccompCompiler.compile(profile));

    assertThat(machine.run(Architecture.X86_64.audit(), 500, 0, 0, 0, 0, 0, 0))
        .isEqualTo(0x80000000);
  }

  @Test
  void aRuleWithoutConditionsBeatsThoseWith() {
    var conditional =
        new Rule(
            List.of("read"), "SCMP_ACT_ERRNO", 5, List.of(new Argument(0, 0, 0, "SCMP_CMP_EQ")));
    var plain = new Rule(List.of("read"), "SCMP_ACT_ERRNO", 6, List.of());

    assertThat(verdict(List.of(conditional, plain), 0, 0)).isEqualTo(0x00050006);
    assertThat(verdict(List.of(plain, conditional), 0, 0)).isEqualTo(0x00050006);
  }
}
