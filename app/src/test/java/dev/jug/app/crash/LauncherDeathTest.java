package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.runtime.Bundle;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launchers are killed, while they wait and while they work. */
@EndToEnd
class LauncherDeathTest {
  private static final String SLEEP = "sleep 47115";

  @TempDir Path folder;
  private final String rootfs = BusyboxRootfs.shared().toString();
  @AutoClose private final Rig rig = Rig.open(SLEEP);
  private final Jug jug = rig.jug();
  private final Machinery machinery = rig.machinery();

  /** As many as the engine keeps. */
  private int waiting(long engine) {
    Jug.eventually(() -> assertThat(machinery.launchers(engine)).isNotEmpty());
    int[] before = {0};
    Jug.eventually(() -> {
      int now = machinery.launchers(engine).size();
      boolean settled = now == before[0];
      before[0] = now;
      assertThat(settled).isTrue();
    });
    return before[0];
  }

  @Test
  @DisplayName("waiting launchers killed: nobody notices, and there are as many again")
  void waitingOnes() {
    long engine = jug.enginePid();
    int kept = waiting(engine);
    for (int round = 0; round < 3; round++) {
      machinery.launchers(engine).forEach(Jug::kill);
      var fronts =
          IntStream.range(0, 3)
              .mapToObj(_ -> jug.begin("run", "--rm", "--rootfs", rootfs, "echo", "hello"))
              .toList();
      for (var front : fronts) {
        assertThat(Jug.finish(front, new byte[0]).text()).isEqualTo("hello");
      }
      Jug.eventually(() -> assertThat(machinery.launchers(engine)).hasSize(kept));
    }
  }

  /** The engine runs a hook while launcher and child wait for it. */
  private Path bundle(Path mark) {
    var script = "touch %s; while [ -e %s ]; do sleep 0.05; done".formatted(mark, mark);
    return new Bundle()
        .hooks(
            """
            "createRuntime": [{"path": "/bin/sh", "args": ["sh", "-c", "%s"]}]\
            """
                .formatted(script))
        .of(folder.resolve("bundle"), "sleep", "47115");
  }

  @Test
  @DisplayName("launcher killed in a hook: the start fails with the reason, and leaves nothing")
  void oneAtWork() throws IOException {
    long engine = jug.enginePid();
    var mark = folder.resolve("mark");
    jug.run("create", "--name", "one", "--bundle", bundle(mark).toString()).ok();
    var front = jug.begin("start", "one");
    Jug.eventually(() -> assertThat(mark).exists());
    var busy = machinery.busyLaunchers(engine);
    assertThat(busy).hasSize(1);
    Jug.kill(busy.getFirst());
    Files.delete(mark);

    var failed = Jug.finish(front, new byte[0]);
    assertThat(failed.code()).isNotZero();
    assertThat(failed.err()).contains("its launcher was killed while it made the process");
    rig.assertNoProcess();
    rig.assertNothingIsLeft();
    assertThat(jug.run("inspect", "-f", "{{.State.Running}} {{.State.Error}}", "one").text())
        .startsWith("false its launcher was killed");

    var again = jug.begin("start", "one");
    Jug.eventually(() -> assertThat(mark).exists());
    Files.delete(mark);
    Jug.finish(again, new byte[0]).ok();
    rig.awaitProcesses(1);
    jug.run("rm", "-f", "one").ok();
    rig.assertNothingIsLeft();
  }
}
