package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as plans: what each version of Landlock is told, and when. */
class LandlockPlanTest {
  private static final String POLICY =
      """
      {"paths": {"read": ["/etc"], "execute": ["-/lib64"], "write": ["/tmp"]},
       "tcp": {"connect": [443]}, "scope": ["signals"]}
      """;

  private static Spec spec(String policy, String... namespaces) {
    var plain = Specs.of(Specs.process("sh"), Specs.linux(namespaces));
    return new Spec(
        plain.ociVersion(),
        plain.root(),
        plain.mounts(),
        plain.process(),
        null,
        null,
        Map.of("dev.jug.landlock", policy),
        plain.linux());
  }

  private static Plan compile(int version, Optional<Filter> filter, Spec spec) {
    var held = EnumSet.of(Capability.CHOWN, Capability.SYS_ADMIN);
    var machine = new Machine(held, List.of(), false, false, false, false, version);
    var root = new RootSource.Directory(Path.of("/rootfs"));
    var launch = new Launch("c1", spec, root, Path.of("/run/c1"), Streams.NONE, false);
    var group =
        new CgroupSetup(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    return new ContainerCompiler(launch, group, filter, machine).compile();
  }

  private static Stream<String> shown(Plan plan, String start) {
    return plan.ops().stream().map(Op::shown).filter(text -> text.startsWith(start));
  }

  private static int last(Plan plan, Predicate<String> which) {
    return plan.ops().stream()
        .map(Op::shown)
        .toList()
        .lastIndexOf(shown(plan, "").filter(which).reduce((_, last) -> last).orElseThrow());
  }

  @Test
  void aPolicyIsRulesAndThenAFence() {
    var plan = compile(7, Optional.empty(), spec(POLICY, "pid", "network", "mount"));

    assertThat(shown(plan, "landlock_create_ruleset"))
        .singleElement()
        .asString()
        .contains("files 0xffff", "tcp 0x2", "scope 0x2");
    assertThat(shown(plan, "landlock_add_rule")).hasSize(7);
    assertThat(plan.explain())
        .contains("landlock: execute /lib64", "landlock: connect to port 443");
  }

  @Test
  void rulesAreMadeWithAllRightsAndTheFenceClosesLast() {
    var filter = Optional.of(new Filter(new byte[16], 0));
    var plan = compile(7, filter, spec(POLICY, "pid", "mount"));

    int rules = last(plan, text -> text.startsWith("landlock_add_rule"));
    int user = last(plan, text -> text.startsWith("setresuid"));
    int fence = last(plan, text -> text.startsWith("landlock_restrict_self"));
    int seccomp = last(plan, text -> text.startsWith("seccomp"));
    assertThat(List.of(rules, user, fence, seccomp)).isSorted();
  }

  /**
   * Without a filter too: the kernel wants it for the fence, and the container must not keep it.
   */
  @Test
  void theRightToFenceIsGivenBack() {
    var plan = compile(7, Optional.empty(), spec("default", "pid", "network", "mount"));

    assertThat(shown(plan, "capset")).hasSize(2).last().asString().contains("effective 0x1,");
    int fence = last(plan, text -> text.startsWith("landlock_restrict_self"));
    assertThat(last(plan, text -> text.startsWith("capset"))).isGreaterThan(fence);
  }

  @ParameterizedTest
  @CsvSource({"2, 0x3fff", "3, 0x7fff", "5, 0xffff", "7, 0xffff"})
  void olderKernelsAreToldWhatTheyKnow(int version, String files) {
    var plan = compile(version, Optional.empty(), spec("default", "pid", "network", "mount"));

    assertThat(shown(plan, "landlock_create_ruleset"))
        .singleElement()
        .asString()
        .contains("{files " + files + ", tcp 0x0, scope 0x0}");
  }

  @Test
  void theDefaultScopesWhatIsSharedWithTheHost() {
    var plan = compile(6, Optional.empty(), spec("default", "mount"));

    assertThat(shown(plan, "landlock_create_ruleset"))
        .singleElement()
        .asString()
        .contains("scope 0x3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | default | not active in this kernel",
        "1 | default | the default needs Linux 5.19",
        "3 | {\"tcp\": {\"bind\": []}} | tcp needs Linux 6.7",
        "5 | {\"scope\": [\"signals\"]} | scope needs Linux 6.12",
        "7 | {} | it fences nothing",
        "7 | {\"path\": {}, \"scope\": [\"signals\"]} | Unrecognized property \"path\"",
        "7 | {\"paths\": {\"read\": [\"etc\"]}} | \"etc\" does not begin with /",
        "7 | {\"tcp\": {\"bind\": [65536]}} | 65536 is no port",
        "7 | {\"scope\": [\"ptrace\"]} | \"ptrace\" is none of",
        "7 | {\"tcp\": {}} | there are bind and connect",
        "7 | [1] | no policy in JSON",
      })
  void whatCannotBeKeptIsRefused(int version, String policy, String why) {
    var spec = spec(policy, "mount");

    assertThatThrownBy(() -> compile(version, Optional.empty(), spec))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("landlock: ")
        .hasMessageContaining(why);
  }
}
