package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.runtime.HostCommand;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Op.Actor;
import dev.jug.runtime.plan.OpCode;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order in which a launcher comes to look after a process that it has not made. */
class ForeignCompilerTest {
  private static final Path STATE = Path.of("/run/c1");
  private static final HostCommand COMMAND =
      new HostCommand(List.of("/bin/runtime", "create"), List.of("PATH=/bin"), STATE);
  private static final RootSource LAYERS =
      new RootSource.Overlay(
          List.of(Path.of("/l2"), Path.of("/l1")), Path.of("/up"), Path.of("/work"), false);

  private static Plan create(Optional<Path> console) {
    return ForeignCompiler.leaving(COMMAND, Streams.NONE, console, List.of())
        .create(STATE, LAYERS, Path.of("/run/c1/bundle/rootfs"), "");
  }

  private static List<String> shown(Plan plan, Actor actor) {
    return plan.ops().stream().filter(op -> op.actor() == actor).map(Op::shown).toList();
  }

  @Test
  void itIsASubreaperBeforeAnythingCanBeLeft() {
    var ops = String.join("\n", shown(create(Optional.empty()), Actor.LAUNCHER));

    assertThat(ops)
        .containsSubsequence(
            "prctl(PR_SET_CHILD_SUBREAPER",
            "clone3(",
            "waitid(P_PID",
            "EXPECT(",
            "write(birth, {WARD}",
            "read(birth",
            "pidfd_open(ward",
            "SUPERVISE(");
  }

  @Test
  void theLayersAreMountedWhereNobodyElseSees() {
    var ops = create(Optional.empty()).ops();
    var born = ops.stream().filter(op -> op.code() == OpCode.CLONE).findFirst().orElseThrow();

    assertThat(born.shown()).contains("CLONE_NEWNS");
    assertThat(String.join("\n", shown(create(Optional.empty()), Actor.CONTAINER)))
        .containsSubsequence(
            "mount(NULL, \"/\", NULL, MS_REC|MS_SLAVE",
            "mount(\"overlay\", \"/run/c1/bundle/rootfs\"",
            "lowerdir=/l2:/l1,upperdir=/up,workdir=/work",
            "EXEC(");
  }

  @Test
  void aTerminalIsTakenBeforeTheMonitorBegins() {
    var plan = create(Optional.of(STATE.resolve("console.sock")));

    assertThat(String.join("\n", shown(plan, Actor.LAUNCHER)))
        .containsSubsequence("listen(console", "clone3(", "waitid(", "accept4(console", "recvmsg(");
  }

  @Test
  void whatItIsNotToSeeIsGoneBeforeItIsExecuted() {
    var hidden = List.of(Path.of("/cg/unified"));
    var plan = ForeignCompiler.leaving(COMMAND, Streams.NONE, Optional.empty(), hidden).exec(STATE);

    assertThat(String.join("\n", shown(plan, Actor.CONTAINER)))
        .containsSubsequence("MS_REC|MS_SLAVE", "umount2(\"/cg/unified\"", "EXEC(")
        .doesNotContain("overlay");
  }

  @Test
  void aCommandThatLeavesNothingIsLookedAfterItself() {
    var plan = ForeignCompiler.working(COMMAND, Streams.NONE, List.of()).work(STATE);

    assertThat(String.join("\n", shown(plan, Actor.LAUNCHER)))
        .contains("SUPERVISE")
        .doesNotContain("waitid")
        .doesNotContain("WARD");
  }
}
