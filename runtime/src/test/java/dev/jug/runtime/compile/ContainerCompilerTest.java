package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Rlimit;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans as data: no root, no kernel. The order of operations is what keeps a container in. */
class ContainerCompilerTest {
  private static final Filter FILTER = new Filter(new byte[16], 0);
  private static final String[] SIX = {"pid", "network", "mount", "ipc", "uts", "cgroup"};
  private static final CgroupSetup CGROUP =
      new CgroupSetup(
          List.of(Path.of("/cg/pids/jug/c1")),
          List.of(new CgroupSetup.Write(Path.of("/cg/pids/jug/c1/pids.max"), "9", "pids limit")),
          List.of(Path.of("/cg/pids/jug/c1/tasks")),
          Optional.empty(),
          Optional.empty());

  private static Plan compile(Process process, Linux linux) {
    return compile(Specs.of(process, linux), Optional.of(FILTER), false);
  }

  private static Plan compile(Spec spec, Optional<Filter> filter, boolean init) {
    var root = new RootSource.Directory(Path.of("/rootfs"));
    var launch = new Launch("c1", spec, root, Path.of("/run/c1"), Streams.NONE, init);
    return new ContainerCompiler(launch, CGROUP, filter, Specs.MACHINE).compile();
  }

  private static int indexOf(Plan plan, String shown) {
    for (int i = 0; i < plan.ops().size(); i++) {
      if (plan.ops().get(i).shown().startsWith(shown)) {
        return i;
      }
    }
    throw new AssertionError("no " + shown + " in\n" + plan.explain());
  }

  @Test
  void aSmallContainerIsTheGoldenPlan() {
    var plan = compile(Specs.process("sh"), Specs.linux(SIX));

    assertThat(plan.explain()).isEqualTo(golden("small-container.txt"));
  }

  private static String golden(String name) {
    try (var in = Objects.requireNonNull(ContainerCompilerTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatNeedsRightsComesBeforeTheyFall() {
    var plan = compile(Specs.process("sh"), Specs.linux(SIX));

    assertThat(
            List.of(
                indexOf(plan, "write(tasks0"),
                indexOf(plan, "unshare(CLONE_NEWCGROUP"),
                indexOf(plan, "pivot_root"),
                indexOf(plan, "umount2"),
                indexOf(plan, "prctl(PR_CAPBSET_DROP"),
                indexOf(plan, "setresuid"),
                indexOf(plan, "capset"),
                indexOf(plan, "getcwd"),
                indexOf(plan, "close_range"),
                indexOf(plan, "seccomp"),
                indexOf(plan, "EXEC")))
        .isSorted();
  }

  @Test
  void afterTheFilterOnlyTheLastRightFalls() {
    var plan = compile(Specs.process("sh"), Specs.linux(SIX));

    var after = plan.ops().subList(indexOf(plan, "seccomp") + 1, plan.ops().size());

    assertThat(after.stream().map(Op::shown).map(s -> s.replaceAll("\\(.*", "")))
        .containsExactly("capset", "EXEC");
  }

  @Test
  void withoutNewPrivilegesTheFilterIsTheVeryLast() {
    var process = noNewPrivileges(Specs.process("sh"));
    var plan = compile(process, Specs.linux(SIX));

    assertThat(indexOf(plan, "prctl(PR_SET_NO_NEW_PRIVS")).isLessThan(indexOf(plan, "seccomp"));
    assertThat(indexOf(plan, "EXEC")).isEqualTo(indexOf(plan, "seccomp") + 1);
  }

  private static Process noNewPrivileges(Process p) {
    return new Process(
        p.terminal(),
        null,
        p.user(),
        p.args(),
        p.env(),
        p.cwd(),
        p.capabilities(),
        List.of(new Rlimit("RLIMIT_NOFILE", 10, 20)),
        true,
        null,
        null,
        null);
  }

  @Test
  void noPathOfTheImageIsResolvedByTheHost() {
    var plan = compile(Specs.process("sh"), Specs.linux(SIX));
    int attached = indexOf(plan, "move_mount(rootfs");
    int pivot = indexOf(plan, "pivot_root");

    assertThat(plan.ops().subList(attached + 1, pivot))
        .noneMatch(op -> op.shown().startsWith("openat(AT_FDCWD"))
        .noneMatch(op -> op.shown().startsWith("mkdirat(AT_FDCWD"));
  }

  @Test
  void aTerminalBecomesTheControllingOneAfterTheReaper() {
    var spec = Specs.of(Specs.process(true, "/", "sh"), Specs.linux(SIX));
    var plan = compile(spec, Optional.of(FILTER), true);

    assertThat(indexOf(plan, "INIT")).isLessThan(indexOf(plan, "ioctl(0, TIOCSCTTY"));
    assertThat(indexOf(plan, "recvmsg")).isLessThan(indexOf(plan, "SUPERVISE"));
  }

  @Test
  void namespacesAreMadeJoinedOrLeft() {
    var joined =
        new Linux(
            List.of(
                new Namespace("mount", null),
                new Namespace("network", "/run/netns/a"),
                new Namespace("pid", "/proc/7/ns/pid")),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            Map.of());
    var process = Specs.process("sh");
    var spec = Specs.of(process, joined);
    var plan =
        compile(
            new Spec("1", spec.root(), spec.mounts(), process, null, null, Map.of(), joined),
            Optional.empty(),
            false);

    assertThat(indexOf(plan, "setns(ns.pid, CLONE_NEWPID)")).isLessThan(indexOf(plan, "clone3"));
    assertThat(indexOf(plan, "setns(ns.net, CLONE_NEWNET)")).isLessThan(indexOf(plan, "clone3"));
    assertThat(plan.explain()).contains("CLONE_PIDFD|CLONE_NEWNS,").doesNotContain("CLONE_NEWUTS");
  }

  @Test
  void everyOperationHasAReason() {
    assertThat(compile(Specs.process(true, "/x/y", "sh"), Specs.linux(SIX)).ops())
        .allMatch(op -> !op.reason().isEmpty());
  }

  @Test
  void badSpecsNameTheFieldAndSayWhy() {
    assertMessage(Specs.process(), Specs.linux(SIX), "process.args: no command specified");
    assertMessage(Specs.process(false, "a", "sh"), Specs.linux(SIX), "process.cwd: \"a\"");
    assertMessage(Specs.process("sh"), Specs.linux("mount", "odd"), "unknown type \"odd\"");
    assertMessage(Specs.process("sh"), Specs.linux("uts"), "needs a new mount namespace");
    assertMessage(Specs.process("sh"), Specs.linux("mount"), "hostname: needs a UTS namespace");
  }

  private static void assertMessage(Process process, Linux linux, String message) {
    assertThatThrownBy(() -> compile(process, linux))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }
}
