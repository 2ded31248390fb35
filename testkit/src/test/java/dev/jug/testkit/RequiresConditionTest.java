package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiresConditionTest {
  private static final String REASON = "needs command:nosuch: no nosuch on PATH";

  @Test
  void skipsWithTheReason() {
    var result = new RequiresCondition(new Skips(false, Set.of())).evaluate(NeedsNoSuch.class);
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).contains(REASON);
  }

  @Test
  void failsWhereAllMustRun() {
    var condition = new RequiresCondition(new Skips(true, Set.of("cgroup2")));
    assertThatThrownBy(() -> condition.evaluate(NeedsNoSuch.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(REASON);
  }

  @Test
  void skipsWhatTheListAllows() {
    var condition = new RequiresCondition(new Skips(true, Set.of("command:nosuch")));
    assertThat(condition.evaluate(NeedsNoSuch.class).isDisabled()).isTrue();
  }

  @Test
  void runsWhatHasAllItNeeds() {
    var condition = new RequiresCondition(new Skips(true, Set.of()));
    assertThat(condition.evaluate(NeedsShell.class).isDisabled()).isFalse();
    assertThat(condition.evaluate(String.class).isDisabled()).isFalse();
  }

  @Test
  void rootAndOtherNeedsAddUp() {
    var condition = new RequiresCondition(new Skips(false, Set.of()));
    assertThat(condition.evaluate(NeedsRootAndMore.class).isDisabled()).isTrue();
  }

  @Requires("command:nosuch")
  private static final class NeedsNoSuch {}

  @Requires({"command:sh", "file:/proc"})
  private static final class NeedsShell {}

  @Root
  @Requires("command:nosuch")
  private static final class NeedsRootAndMore {}
}
