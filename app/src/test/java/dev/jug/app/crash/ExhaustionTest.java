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
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  private static final int ENOUGH = 1024;

  /** Longer than a start takes: one for which nobody can be accepted waits for an end of that. */
  private static final long WAIT_MILLIS = 1500;

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
    // Whose end is still being cleared up when descriptors run out stays until the next engine.
    Leftovers.of(jug).assertNone();
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

  /** The limit is one on numbers, and some below the highest may be free. */
  private void leaveDescriptors(int free) throws IOException {
    var used = new HashSet<Integer>();
    try (var all = Files.list(Path.of("/proc", Long.toString(engine), "fd"))) {
      all.map(path -> Integer.valueOf(path.getFileName().toString())).forEach(used::add);
    }
    int limit = 0;
    for (int left = free; left > 0 || used.contains(limit); limit++) {
      left -= used.contains(limit) ? 0 : 1;
    }
    limitDescriptors(limit);
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
    Leftovers.of(jug).assertNoneButFiles();
    Jug.eventually(() -> assertThat(jug.run("ps", "-aq").text()).isEmpty());
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
    leaveDescriptors(CROWD);
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
    limitDescriptors(ENOUGH);
    assertWorks();
    assertNothingIsLeft();
  }

  @Test
  @DisplayName("descriptors exhausted in the middle of a start: it is said, and nothing is left")
  void aStartWithoutDescriptors() throws Exception {
    int refused = 0;
    for (int free = 1; free < 16; free++) {
      leaveDescriptors(free);
      var front = jug.begin("run", "-d", "--rm", "--name", "one", "--rootfs", rootfs, "true");
      front.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      limitDescriptors(ENOUGH);
      var result = Jug.finish(front, new byte[0]);
      if (result.code() != 0) {
        refused++;
        assertThat(result.err()).as("%d free", free).contains("Too many open files");
        assertThat(result.err()).as("%d free", free).doesNotContain("bug in Jug");
      }
      assertNothingIsLeft();
    }
    assertThat(refused).isPositive();
    assertWorks();
    // What was half made and could not even be removed is removed by the next engine.
    jug.killEngine();
    jug.run("engine", "start").ok();
    assertNothingIsLeft();
    Leftovers.of(jug).assertNone();
  }

  @Test
  @DisplayName("processes exhausted in the middle of a start: it is said, and nothing is left")
  void aStartWithoutProcesses() throws Exception {
    var machinery = new Machinery(jug);
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(engine));
    int refused = 0;
    for (int free = 0; free < 12; free++) {
      // Those that wait need no process any more.
      machinery.launchers(engine).forEach(Jug::kill);
      int used = Integer.parseInt(Files.readString(group.resolve("pids.current")).strip());
      Files.writeString(group.resolve("pids.max"), Integer.toString(used + free));
      var front = jug.begin("run", "-d", "--rm", "--name", "one", "--rootfs", rootfs, "true");
      front.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      Files.writeString(group.resolve("pids.max"), "max");
      var result = Jug.finish(front, new byte[0]);
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
