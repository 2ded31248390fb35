package dev.jug.engine.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Rule;
import dev.jug.runtime.seccomp.Answer;
import dev.jug.runtime.seccomp.DefaultProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SysinfoFilterTest {
  private static final String ALLOW = "SCMP_ACT_ALLOW";
  private static final String ERRNO = "SCMP_ACT_ERRNO";

  private final SysinfoFilter filters = new SysinfoFilter();

  private static Seccomp profile(String otherwise, Rule... rules) {
    return new Seccomp(otherwise, null, List.of(), List.of(), List.of(rules));
  }

  private static Rule rule(String action, String... names) {
    return new Rule(List.of(names), action, null, List.of());
  }

  @Test
  void whatWasLetThroughIsAnswered() {
    var made = filters.of(new DefaultProfile().resolve(Set.of()));

    assertThat(made.listenerPath()).isEqualTo(Answer.SYSINFO.listenerPath());
    assertThat(made.syscalls())
        .filteredOn(rule -> rule.names().contains("sysinfo"))
        .singleElement()
        .isEqualTo(rule("SCMP_ACT_NOTIFY", "sysinfo"));
  }

  @Test
  void othersAreAsBefore() {
    var made = filters.of(profile(ERRNO, rule(ALLOW, "read", "sysinfo"), rule(ALLOW, "sysinfo")));

    assertThat(made.syscalls())
        .containsExactly(rule(ALLOW, "read"), rule("SCMP_ACT_NOTIFY", "sysinfo"));
    assertThat(made.defaultAction()).isEqualTo(ERRNO);
  }

  @Test
  void whatLetsAllThroughWithoutNamingItIsAnsweredToo() {
    assertThat(filters.of(profile(ALLOW)).syscalls())
        .containsExactly(rule("SCMP_ACT_NOTIFY", "sysinfo"));
  }

  @Test
  void whatWasRefusedStaysRefused() {
    var silent = profile(ERRNO, rule(ALLOW, "read"));
    assertThat(filters.of(silent)).isSameAs(silent);
    var named = profile(ALLOW, rule(ERRNO, "sysinfo"));
    assertThat(filters.of(named)).isSameAs(named);
  }

  @Test
  void theSameFilterIsMadeOnce() {
    var asked = new DefaultProfile().resolve(Set.of());
    assertThat(filters.of(asked)).isSameAs(filters.of(asked));
  }

  @Test
  void withoutAFilterOrWithAnAgentThereIsNoRoom() {
    assertThatThrownBy(() -> filters.of(null)).isInstanceOf(Invalid.class);
    var agent = new Seccomp(ALLOW, null, List.of(), List.of(), List.of(), "/run/a.sock", null);
    assertThatThrownBy(() -> filters.of(agent))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("agent");
  }
}
