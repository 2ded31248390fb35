package dev.jug.linux.ns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Fd;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
class NamespaceThreadTest {
  private Process holder;
  private Fd namespace;

  @BeforeEach
  void open() throws IOException {
    holder = new ProcessBuilder("unshare", "-n", "sh", "-c", "echo && exec cat").start();
    assertThat(holder.getInputStream().read()).isEqualTo('\n');
    namespace = NamespaceKind.NETWORK.open((int) holder.pid());
  }

  @AfterEach
  void close() {
    namespace.close();
    holder.destroy();
    holder.onExit().join();
  }

  private String there() {
    return NamespaceKind.NETWORK.identity(Long.toString(holder.pid())).orElseThrow();
  }

  private static String here(Path thread) {
    try {
      return Files.readSymbolicLink(thread.resolve("ns/net")).toString();
    } catch (IOException _) {
      return "gone";
    }
  }

  private static Set<String> ofAllThreads() throws IOException {
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.map(NamespaceThreadTest::here).collect(Collectors.toSet());
    }
  }

  @Test
  void theActionIsThere() {
    var seen =
        NamespaceThread.call(
            namespace, NamespaceKind.NETWORK, () -> here(Path.of("/proc/thread-self")));

    assertThat(seen).isEqualTo(there());
  }

  @Test
  void itsFailureIsTheCallers() {
    assertThatThrownBy(() ->
            NamespaceThread.call(
                namespace,
                NamespaceKind.NETWORK,
                () -> {
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }

  /**
   * While the caller waits, all carriers but one are kept busy, so that waking it needs a new one:
   * from which namespace would that come?
   */
  @Test
  void noThreadStaysThere() throws Exception {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var busy = new AtomicBoolean(true);
    var caller = Thread.startVirtualThread(() -> call(inside, leave));
    inside.await();
    try {
      for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
        var started = new CountDownLatch(1);
        Thread.startVirtualThread(() -> spin(started, busy));
        started.await();
      }
      leave.countDown();
      caller.join();
      assertThat(ofAllThreads()).doesNotContain(there());
    } finally {
      busy.set(false);
    }
  }

  private void call(CountDownLatch inside, CountDownLatch leave) {
    NamespaceThread.call(
        namespace,
        NamespaceKind.NETWORK,
        () -> {
          inside.countDown();
          return await(leave);
        });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      return false;
    }
  }

  private static void spin(CountDownLatch started, AtomicBoolean busy) {
    started.countDown();
    while (busy.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theCallersThreadStaysWhereItIs() throws IOException {
    NamespaceThread.call(namespace, NamespaceKind.NETWORK, List::of);

    assertThat(ofAllThreads())
        .contains(NamespaceKind.NETWORK.identity("self").orElseThrow())
        .doesNotContain(there());
  }
}
