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

/** The disk with the state directory is full: what cannot be done is said, and not done by half. */
@EndToEnd
class FullDiskTest {
  private static final String FULL = "No space left on device\nThe disk is full: 'jug system df'";

  @TempDir Path folder;
  private final String rootfs = BusyboxRootfs.shared().toString();
  private Jug jug;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(disk());
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk().toString());
    jug = new Jug(List.of("env", "JUG_STATE=" + disk().resolve("state")));
  }

  @AfterEach
  void close() throws IOException {
    Files.deleteIfExists(disk().resolve("filling"));
    jug.close();
    run("umount", disk().toString());
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private static void run(String... words) throws IOException {
    Jug.finish(new ProcessBuilder(words).start(), new byte[0]).ok();
  }

  private void fill() throws IOException {
    var block = new byte[4096];
    try (var out = Files.newOutputStream(disk().resolve("filling"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void assertFull(Result result) {
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains(FULL);
  }

  @Test
  @DisplayName(
      "H1: on a full disk nothing is changed by half, what runs runs, and engines come and go")
  void nothingIsChangedByHalf() throws IOException {
    jug.run("run", "-d", "--name", "keep", "--rootfs", rootfs, "sleep", "1000").ok();
    jug.run("create", "--name", "other", "--rootfs", rootfs, "true").ok();
    fill();

    assertFull(jug.run("create", "--name", "more", "--rootfs", rootfs, "true"));
    assertFull(jug.run("rename", "keep", "kept"));
    assertFull(jug.run("update", "--restart", "always", "keep"));
    var shown = "{{.Name}} {{.HostConfig.RestartPolicy.Name}}";
    assertThat(jug.run("inspect", "-f", shown, "keep").text()).isEqualTo("/keep no");

    jug.killEngine();
    assertThat(jug.run("ps", "-a", "--format", "{{.Names}} {{.State}}").text().lines())
        .containsExactlyInAnyOrder("keep running", "other created");
    jug.run("kill", "keep").ok();
    assertThat(jug.run("wait", "keep").text()).isEqualTo("137");
    jug.run("rm", "other").ok();

    Files.delete(disk().resolve("filling"));
    jug.run("rename", "keep", "kept").ok();
    jug.run("start", "kept").ok();
  }
}
