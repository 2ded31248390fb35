package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime whose {@code kill} never ends, as somebody sees it who kills a container. */
@EndToEnd
@Requires("command:crun")
class StuckRuntimeTest {
  private static final String SCRIPT =
      """
      #!/bin/sh
      for word; do
        test "$word" = kill && exec sleep 98765
      done
      exec crun "$@"
      """;

  @TempDir static Path folder;
  private static Jug jug;

  @BeforeAll
  static void open() throws IOException {
    var program = Files.writeString(folder.resolve("stuck"), SCRIPT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    var settings = folder.resolve("engine.json");
    Files.writeString(settings, "{\"runtimes\": {\"stuck\": {\"path\": \"" + program + "\"}}}");
    jug = new Jug();
    jug.run("engine", "start", "--config-file", settings.toString()).ok();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @Test
  void itsContainersAreKilledAllTheSame() {
    var rootfs = BusyboxRootfs.shared().toString();
    jug.run("run", "-d", "--name", "one", "--runtime", "stuck", "--rootfs", rootfs, "sleep", "1000")
        .ok();
    long begun = System.nanoTime();
    jug.run("kill", "one").ok();

    assertThat(jug.run("wait", "one").text()).isEqualTo("137");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
    jug.run("rm", "one").ok();
    assertThat(
            ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .map(List::of))
        .doesNotContain(List.of("98765"));
  }
}
