package dev.jug.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Filters that are parts of another. */
class LearnedFilterTest {
  private static final String ALLOW = "SCMP_ACT_ALLOW";
  private static final String NOTIFY = "SCMP_ACT_NOTIFY";
  private static final List<Argument> CONDITION = List.of(new Argument(0, 5, 0, "SCMP_CMP_EQ"));
  private static final List<Argument> OTHER = List.of(new Argument(0, 6, 0, "SCMP_CMP_EQ"));

  private final LearnedFilter filter =
      new LearnedFilter(
          new Seccomp(
              "SCMP_ACT_ERRNO",
              1,
              List.of("SCMP_ARCH_X86_64"),
              List.of("SECCOMP_FILTER_FLAG_LOG"),
              List.of(
                  rule(ALLOW, List.of(), "read", "open", "mkdir"),
                  rule(ALLOW, CONDITION, "clone"),
                  rule(ALLOW, OTHER, "clone"),
                  new Rule(List.of("clone3"), "SCMP_ACT_ERRNO", 38, List.of()))));

  private static Rule rule(String action, List<Argument> condition, String... names) {
    return new Rule(List.of(names), action, null, condition);
  }

  @Test
  void allThatIsAllowedIsToldButWhatCannotWait() {
    var telling = filter.telling("/run/agent.sock");

    assertThat(telling.listenerPath()).isEqualTo("/run/agent.sock");
    assertThat(telling.flags()).containsExactly("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV");
    assertThat(telling.defaultErrnoRet()).isEqualTo(1);
    assertThat(telling.syscalls())
        .containsExactly(
            rule(ALLOW, List.of(), "read"),
            rule(NOTIFY, List.of(), "mkdir", "open"),
            rule(NOTIFY, CONDITION, "clone"),
            rule(NOTIFY, OTHER, "clone"),
            new Rule(List.of("clone3"), "SCMP_ACT_ERRNO", 38, List.of()));
  }

  @Test
  void whatWasLearnedIsAllowedUnderItsConditions() {
    assertThat(filter.refusing(Set.of("open", "clone", "mount")).syscalls())
        .containsExactly(
            rule(ALLOW, List.of(), "open", "read"),
            rule(ALLOW, CONDITION, "clone"),
            rule(ALLOW, OTHER, "clone"),
            new Rule(List.of("clone3"), "SCMP_ACT_ERRNO", 38, List.of()));
  }

  @Test
  void whatWasNotLearnedIsLoggedAndWhatWasRefusedStaysSo() {
    var logging = filter.logging(Set.of("open"));

    assertThat(logging.defaultAction()).isEqualTo("SCMP_ACT_ERRNO");
    assertThat(logging.defaultErrnoRet()).isEqualTo(1);
    assertThat(logging.flags()).containsExactly("SECCOMP_FILTER_FLAG_LOG");
    assertThat(logging.syscalls())
        .contains(
            rule("SCMP_ACT_LOG", List.of(), "mkdir"), rule("SCMP_ACT_LOG", CONDITION, "clone"));
    assertThat(filter.allowed()).isEqualTo(4);
  }
}
