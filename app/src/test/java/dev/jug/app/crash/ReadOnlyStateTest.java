package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file system of the state directory becomes read-only, as the kernel makes one whose disk has
 * errors: what cannot be done is said, and not done by half; what runs goes on, and is shown.
 */
@EndToEnd
class ReadOnlyStateTest {
  private static final String READ_ONLY = "Read-only file system";
  private static final String ADVICE = "Mount the disk writable";

  @TempDir Path folder;
  private final String rootfs = BusyboxRootfs.shared().toString();
  private Jug jug;
  private boolean readOnly;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(disk());
    run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk().toString());
    jug = new Jug(List.of("env", "JUG_STATE=" + disk().resolve("state")));
  }

  @AfterEach
  void close() throws IOException {
    makeWritable();
    jug.close();
    run("umount", "-l", disk().toString());
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private static void run(String... words) throws IOException {
    Jug.finish(new ProcessBuilder(words).start(), new byte[0]).ok();
  }

  /** Files that are open for writing would keep it from being mounted anew. */
  private void makeReadOnly() throws IOException {
    run("mount", "--bind", disk().toString(), disk().toString());
    readOnly = true;
    run("mount", "-o", "remount,bind,ro", disk().toString());
  }

  private void makeWritable() throws IOException {
    if (readOnly) {
      run("umount", "-l", disk().toString());
      readOnly = false;
    }
  }

  private static void assertRefused(Result result) {
    assertRefused(result, ADVICE);
  }

  private static void assertRefused(Result result, String advice) {
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains(READ_ONLY, advice);
  }

  private void start() {
    var script = "i=0; while :; do echo $i; i=$((i+1)); sleep 0.1; done";
    jug.run("run", "-d", "--name", "keep", "--rootfs", rootfs, "sh", "-c", script).ok();
    jug.run("create", "--name", "other", "--rootfs", rootfs, "true").ok();
    Jug.eventually(() -> assertThat(jug.run("logs", "keep").out()).contains("1\n"));
  }

  private void assertListed(String... lines) {
    assertThat(jug.run("ps", "-a", "--format", "{{.Names}} {{.State}}").text().lines())
        .containsExactlyInAnyOrder(lines);
  }

  @Test
  @DisplayName("read-only state: nothing is changed by half, what runs runs and is shown")
  void nothingIsChangedByHalf() throws IOException {
    start();
    makeReadOnly();

    assertRefused(jug.run("create", "--name", "more", "--rootfs", rootfs, "true"));
    assertRefused(jug.run("run", "--name", "more", "--rootfs", rootfs, "true"));
    assertRefused(jug.run("start", "other"), "see to it");
    assertRefused(
        jug.run("run", "--rm", "--name", "more", "--rootfs", rootfs, "true"), "see to it");
    assertRefused(jug.run("rename", "keep", "kept"));
    assertRefused(jug.run("update", "--restart", "always", "keep"));
    assertRefused(jug.run("rm", "other"));
    assertRefused(jug.run("network", "create", "net"));
    assertRefused(jug.run("volume", "create", "vol"));

    assertListed("keep running", "other created");
    var shown = "{{.Name}} {{.HostConfig.RestartPolicy.Name}}";
    assertThat(jug.run("inspect", "-f", shown, "keep").text()).isEqualTo("/keep no");
    int lines = jug.run("logs", "keep").text().split("\n").length;
    Jug.eventually(
        () -> assertThat(jug.run("logs", "keep").text().lines()).hasSizeGreaterThan(lines));
    assertThat(jug.run("exec", "keep", "echo", "on").text()).isEqualTo("on");
    assertThat(jug.run("top", "keep").text()).contains("sleep");

    makeWritable();
    assertListed("keep running", "other created");
    jug.run("rename", "keep", "kept").ok();
    jug.run("start", "other").ok();
    jug.run("run", "--rm", "--name", "more", "--rootfs", rootfs, "true").ok();
    assertThat(jug.run("network", "ls", "-q", "--filter", "name=net").text()).isEmpty();
    assertThat(jug.run("volume", "ls", "-q").text()).isEmpty();
    assertThat(jug.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  @DisplayName("read-only state: what runs can be stopped, and its end is known afterwards")
  void whatRunsCanBeStopped() throws IOException {
    start();
    makeReadOnly();
    jug.run("stop", "-t", "0", "keep").ok();
    assertListed("keep exited", "other created");
    assertThat(jug.run("inspect", "-f", "{{.State.ExitCode}}", "keep").text()).isEqualTo("137");
    makeWritable();
    jug.run("rename", "keep", "kept").ok();
    jug.killEngine();
    assertListed("kept exited", "other created");
    assertThat(jug.run("inspect", "-f", "{{.State.ExitCode}}", "kept").text()).isEqualTo("137");
  }

  @Test
  @DisplayName("read-only state: an engine that starts there shows what runs, and changes nothing")
  void anEngineStarts() throws IOException {
    start();
    Jug.eventually(() -> assertThat(record("keep")).contains("\"running\""));
    jug.killEngine();
    makeReadOnly();
    assertListed("keep running", "other created");
    assertThat(jug.run("logs", "--tail", "1", "keep").text()).isNotEmpty();
    assertThat(jug.run("exec", "keep", "echo", "on").text()).isEqualTo("on");
    assertRefused(jug.run("rename", "keep", "kept"));
    makeWritable();
    assertListed("keep running", "other created");
    jug.run("rename", "keep", "kept").ok();
  }

  private String record(String name) throws IOException {
    var id = jug.run("inspect", "-f", "{{.Id}}", name).text();
    return Files.readString(disk().resolve("state/containers/" + id + "/container.json"));
  }
}
