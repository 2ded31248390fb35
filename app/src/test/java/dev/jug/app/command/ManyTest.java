package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many containers; the leak check of the class looks at what they leave. */
@EndToEnd
class ManyTest {
  private static final int MONITOR_KIB = 100;

  private final String rootfs = BusyboxRootfs.shared().toString();
  private Jug jug;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  @Test
  void twoHundredLeaveNothing() {
    // With a limit, for whoever writes what such a container sees of itself comes with the first.
    jug.run("run", "--rm", "--rootfs", rootfs, "-m", "64m", "true").ok();
    Jug.eventually(() -> assertThat(bridge()).as("networks rest").doesNotExist());
    var before = world();

    for (int i = 0; i < 100; i++) {
      assertThat(jug.run("run", "--rm", "--rootfs", rootfs, "-m", "64m", "echo", "x").out())
          .isEqualTo("x\n");
      jug.run("run", "-d", "--name", "n" + i, "--rootfs", rootfs, "true").ok();
      jug.run("rm", "-f", "n" + i).ok();
    }

    Jug.eventually(() -> assertThat(world()).isEqualTo(before));
  }

  @Test
  void fourAtATimeDoNotDisturbOneAnother() {
    var processes =
        IntStream.range(0, 40)
            .mapToObj(i -> jug.begin("run", "--rm", "--rootfs", rootfs, "echo", "n" + i))
            .toList();

    for (int i = 0; i < processes.size(); i++) {
      assertThat(Jug.finish(processes.get(i), new byte[0]).text()).isEqualTo("n" + i);
    }
  }

  @Test
  void whatStaysWithAContainerIsSmall() throws IOException {
    jug.run("run", "-d", "--name", "big", "--rootfs", rootfs, "sleep", "1000").ok();
    long engine = jug.enginePid();

    var monitors =
        ProcessHandle.of(engine).orElseThrow().children().filter(ManyTest::isMonitor).toList();

    assertThat(monitors).hasSize(1);
    assertThat(proportionalKib(monitors.getFirst().pid())).isLessThan(MONITOR_KIB);
  }

  private static boolean isMonitor(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/comm")).equals("jug-monitor\n");
    } catch (IOException _) {
      return false;
    }
  }

  private static long proportionalKib(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }

  private Path bridge() {
    var id = jug.run("network", "inspect", "-f", "{{.Id}}", "bridge").text();
    return Path.of("/sys/class/net/br-" + id.substring(0, 12));
  }

  /** What containers could leave: mounts, cgroups, processes of the engine, its files. */
  private List<Object> world() {
    try (var mounts = Files.lines(Path.of("/proc/self/mounts"));
        var groups = Files.walk(Path.of("/sys/fs/cgroup/pids"));
        var files = Files.walk(jug.place())) {
      var engine = ProcessHandle.of(jug.enginePid()).orElseThrow();
      return List.of(
          mounts.count(),
          groups.filter(Files::isDirectory).count(),
          engine.descendants().count(),
          files.count(),
          descriptors(engine.pid()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long descriptors(long pid) throws IOException {
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }
}
