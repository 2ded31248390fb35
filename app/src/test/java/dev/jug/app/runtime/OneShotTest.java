package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runtime without an engine that stays, and where the engine is of no use. */
@EndToEnd
class OneShotTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private Result in(List<String> place, String... words) {
    var command = new ArrayList<>(place);
    command.addAll(runtime.command(words));
    return Jug.finish(runtime.jug().start(command), new byte[0]);
  }

  private Result alone(String... words) {
    return in(List.of("env", "JUG_SOCKET=none"), words);
  }

  @Test
  void aContainerLivesWithoutAnEngine() {
    var bundle = runtime.bundle(new Bundle(), "sleep", "1000").toString();

    var script = String.join(" ", runtime.command("create", "-b", bundle, "c"));
    var words = "JUG_SOCKET=none exec " + script + " >/dev/null 2>&1 </dev/null";
    Jug.finish(runtime.jug().start(List.of("sh", "-c", words)), new byte[0]).ok();
    assertThat(runtime.jug().socket()).doesNotExist();
    assertThat(alone("state", "c").text()).contains("\"status\": \"created\"");
    alone("start", "c").ok();
    assertThat(alone("exec", "c", "hostname").text()).isEqualTo("box");

    // One that stays takes over, as if it had been there all the time.
    assertThat(runtime.status("c")).isEqualTo("running");
    runtime.run("kill", "c", "KILL").ok();
    runtime.awaitStatus("c", "stopped");
    alone("delete", "c").ok();
    assertThat(runtime.run("list", "-q").text()).isEmpty();
  }

  @Test
  void aCallerWaitsForItsContainer() {
    var bundle = runtime.shell("echo out; echo err >&2; exit 5").toString();

    var result = alone("run", "-b", bundle, "c");

    assertThat(result.out()).isEqualTo("out\n");
    assertThat(result.err()).isEqualTo("err\n");
    assertThat(result.code()).isEqualTo(5);
    assertThat(alone("state", "c").err()).contains("container \"c\" does not exist");
  }

  /** What it calls a path is not what the engine calls a path. */
  @Test
  void aCallerWithOtherMountsSeesItsOwn() {
    var bundle = runtime.shell("cat /etc/mine").toString();
    var rootfs = BusyboxRootfs.shared();
    var mount = "mount -t tmpfs tmpfs " + rootfs + "/etc && echo here > " + rootfs + "/etc/mine";
    var words = String.join(" ", runtime.command("run", "-b", bundle, "c"));

    var result =
        Jug.finish(
            runtime.jug().start(List.of("unshare", "-m", "sh", "-c", mount + " && exec " + words)),
            new byte[0]);

    assertThat(result.text()).isEqualTo("here");
  }

  @Test
  void theOtherCommandsNeedAnEngine() {
    var words = List.of("env", "JUG_SOCKET=none", Jug.program(), "ps");

    var result = Jug.finish(runtime.jug().start(words), new byte[0]);

    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("only jug-runtime works without an engine");
  }
}
