package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The engine may have no more descriptors, or no more processes: whatever it is about to do when
 * that happens, it says so, undoes it, and goes on when there are some again.
 */
@EndToEnd
@Requires("command:prlimit")
@Timeout(300)
class ExhaustionTest {
  private static final int CROWD = 60;

  private final String rootfs = BusyboxRootfs.shared().toString();
  private final Path group = pids().resolve("jugt-" + ProcessHandle.current().pid());
  private Jug jug;
  private long engine;

  @BeforeEach
  void open() throws IOException {
    jug = new Jug();
    jug.run("engine", "start").ok();
    engine = jug.enginePid();
    // What is loaded once is loaded then.
    jug.run("run", "--rm", "--rootfs", rootfs, "true").ok();
    Files.createDirectory(group);
  }

  @AfterEach
  void close() throws IOException {
    jug.close();
    Jug.eventually(() -> {
      try {
        Files.delete(group);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static Path pids() {
    var legacy = Path.of("/sys/fs/cgroup/pids");
    return Files.isDirectory(legacy) ? legacy : Path.of("/sys/fs/cgroup");
  }

  private static void run(String... words) throws IOException {
    Jug.finish(new ProcessBuilder(words).start(), new byte[0]).ok();
  }

  private int descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc", Long.toString(engine), "fd"))) {
      return (int) all.count();
    }
  }

  private void limitDescriptors(int most) throws IOException {
    run("prlimit", "--pid", Long.toString(engine), "--nofile=" + most + ":");
  }

  private void assertWorks() {
    assertThat(jug.enginePid()).isEqualTo(engine);
    assertThat(jug.run("run", "--rm", "--rootfs", rootfs, "echo", "works").text())
        .isEqualTo("works");
  }

  private void assertNothingIsLeft() {
    var api = new Api(jug.place().resolve("run/docker.sock"));
    var leftovers = new Leftovers(jug);
    Jug.eventually(() -> {
      try {
        leftovers.assertNone(api);
      } catch (Api.Lost e) {
        throw new AssertionError(e);
      }
    });
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
  }

  private String engineLog() throws IOException {
    return Files.readString(jug.place().resolve("run/engine.log"));
  }

  /** Of all its threads, since it began. */
  private Duration processorTime() {
    return ProcessHandle.of(engine).orElseThrow().info().totalCpuDuration().orElseThrow();
  }

  private List<SocketChannel> crowd(Path socket) throws IOException {
    var all = new ArrayList<SocketChannel>();
    for (int i = 0; i < CROWD; i++) {
      all.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }
    return all;
  }

  @Test
  @DisplayName("descriptors exhausted by clients: the engine waits quietly, says why, and goes on")
  void clientsThatHoldConnections() throws Exception {
    limitDescriptors(descriptors() + CROWD);
    var clients = crowd(jug.place().resolve("run/docker.sock"));
    clients.addAll(crowd(jug.socket()));
    Jug.eventually(() -> assertThat(engineLog()).contains("Too many open files"));
    var before = processorTime();
    Thread.sleep(2000);
    assertThat(processorTime().minus(before)).isLessThan(Duration.ofMillis(500));
    var waiting = jug.begin("ps", "-q");
    for (var client : clients) {
      client.close();
    }
    assertThat(Jug.finish(waiting, new byte[0]).text()).isEmpty();
    assertWorks();
    limitDescriptors(1024);
    assertNothingIsLeft();
  }

  @Test
  @DisplayName("descriptors exhausted in the middle of a start: it is said, and nothing is left")
  void aStartWithoutDescriptors() throws IOException {
    int refused = 0;
    for (int free = 4; free < 70; free += 3) {
      limitDescriptors(descriptors() + free);
      var result = jug.run("run", "-d", "--rm", "--name", "one", "--rootfs", rootfs, "true");
      limitDescriptors(1024);
      if (result.code() != 0) {
        refused++;
        assertThat(result.err()).as("%d free", free).contains("Too many open files");
        assertThat(result.err()).as("%d free", free).doesNotContain("bug in Jug");
      }
      assertNothingIsLeft();
    }
    assertThat(refused).isGreaterThan(2);
    assertWorks();
  }

  @Test
  @DisplayName("processes exhausted in the middle of a start: it is said, and nothing is left")
  void aStartWithoutProcesses() throws IOException {
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(engine));
    int refused = 0;
    for (int free = 0; free < 12; free++) {
      int used = Integer.parseInt(Files.readString(group.resolve("pids.current")).strip());
      Files.writeString(group.resolve("pids.max"), Integer.toString(used + free));
      var result = jug.run("run", "-d", "--rm", "--name", "one", "--rootfs", rootfs, "true");
      Files.writeString(group.resolve("pids.max"), "max");
      if (result.code() != 0) {
        refused++;
        assertThat(result.err()).as("%d free", free).contains("Resource temporarily unavailable");
        assertThat(result.err()).as("%d free", free).doesNotContain("bug in Jug");
      }
      assertNothingIsLeft();
    }
    assertThat(refused).isPositive();
    assertWorks();
  }
}
