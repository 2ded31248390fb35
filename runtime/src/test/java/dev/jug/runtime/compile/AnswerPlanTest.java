package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.seccomp.Answer;
import dev.jug.runtime.seccomp.FilterFlag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls that are answered, as plans: by whom, and from when on. */
class AnswerPlanTest {
  private static final Filter ANSWERED =
      new Filter(new byte[16], FilterFlag.NEW_LISTENER, Optional.of(Answer.SYSINFO));

  private static Plan compile(Filter filter) {
    var spec = Specs.of(Specs.process("sh"), Specs.linux("pid", "network", "mount", "uts"));
    var root = new RootSource.Directory(Path.of("/rootfs"));
    var launch = new Launch("c1", spec, root, Path.of("/run/c1"), Streams.NONE, false);
    var group =
        new CgroupSetup(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    return new ContainerCompiler(launch, group, Optional.of(filter), Specs.MACHINE).compile();
  }

  private static List<String> shown(Plan plan) {
    return plan.ops().stream().map(Op::shown).toList();
  }

  private static int first(List<String> ops, String part) {
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError("no " + part + " in " + ops);
  }

  @Test
  void whoAnswersIsForkedByALauncherThatHasNothingOfTheContainer() {
    var ops = shown(compile(ANSWERED));

    int answers = first(ops, "openat(AT_FDCWD, \"/run/c1/view/sysinfo\"");
    assertThat(answers).isLessThan(first(ops, "\"/rootfs\""));
    assertThat(ops.stream().filter(op -> op.startsWith("clone3"))).hasSize(2);
  }

  @Test
  void itKeepsNothingOfTheLaunchersButWhatItNeeds() {
    var ops = shown(compile(ANSWERED));

    int closed = first(ops, "close_range(3, 899");
    assertThat(closed).isLessThan(first(ops, "pidfd_getfd"));
    assertThat(ops.subList(closed - 4, closed)).allMatch(op -> op.contains("F_DUPFD_CLOEXEC"));
  }

  @Test
  void theListenerIsHandedOverBehindTheFilterAndBeforeTheProgram() {
    var ops = shown(compile(ANSWERED));

    int filter = first(ops, "seccomp(");
    assertThat(ops.get(filter + 2)).startsWith("write(answer.child");
    assertThat(ops.get(filter + 3)).startsWith("read(answer.child");
    assertThat(ops.getLast()).startsWith("EXEC");
  }

  @Test
  void whoMayNotAskCostsNothing() {
    var plan = compile(new Filter(new byte[16], 0));

    assertThat(plan.explain()).doesNotContain("sysinfo");
    assertThat(Answer.of("/run/agent.sock")).isEmpty();
    assertThat(Answer.of("answer:../../etc/shadow")).isEmpty();
  }
}
