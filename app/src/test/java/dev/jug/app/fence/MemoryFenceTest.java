package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Memory: limits, what happens there, and what is told of it. */
@EndToEnd
class MemoryFenceTest {
  /** Takes so much memory of its own, and stays. */
  private static final String TAKE = "dd if=/dev/zero of=/dev/null bs=%dM count=1 2>&1";

  private static final long MIB = 1L << 20;

  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  private static String take(int megabytes) {
    return TAKE.formatted(megabytes);
  }

  @Test
  @DisplayName("E18: who takes more than the limit is killed, nobody else, and is named")
  void whoTakesTooMuchIsKilledAndNamed() {
    var id = box.start("web", "-m 32m", "sleep 0.3; " + take(64) + "; echo $?; sleep 99");

    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").text()).endsWith("137"));
    Jug.eventually(() -> assertThat(box.events(id, "oom")).contains("container oom"));
    assertThat(box.events(id, "oom"))
        .as("told while it runs")
        .containsPattern("pid=\\d+, process=dd")
        .hasLineCount(1);
    assertThat(box.inspect("web", "{{.State.Status}} {{.State.OOMKilled}}"))
        .isEqualTo("running true");
    box.jug().run("rm", "-f", "web").ok();
    assertThat(box.events(id, "oom")).as("told once").hasLineCount(1);
  }

  @Test
  @DisplayName("E18: a container whose only process is killed says so")
  void theOnlyProcessIsKilled() {
    var id = box.start("web", "-m 16m", "exec " + take(64));

    assertThat(box.jug().run("wait", "web").text()).isEqualTo("137");
    assertThat(box.inspect("web", "{{.State.OOMKilled}}")).isEqualTo("true");
    assertThat(box.events(id, "oom")).contains("process=dd");
  }

  @Test
  @DisplayName("E23: that most of the limit is in use is an event, once")
  void mostOfTheLimitIsAnEvent() {
    var id =
        box.start(
            "web", "-m 64m --tmpfs /tmp", "sleep 0.5; head -c 56m /dev/zero > /tmp/x; sleep 99");

    Jug.eventually(() ->
        assertThat(box.events(id, "memory_threshold")).contains("container memory_threshold: 80%"));
    assertThat(box.events(id, "memory_threshold")).hasLineCount(1);
    assertThat(box.events(id, "oom")).isEmpty();
  }

  @Test
  @DisplayName("E19: use, the most there was, refusals and the limit are in the statistics")
  void countersAreInTheStatistics() {
    box.start(
        "web", "-m 32m --tmpfs /tmp", "head -c 20m /dev/zero > /tmp/x; rm /tmp/x; echo; sleep 99");
    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").out()).isNotEmpty());
    box.jug().run("exec", "web", "sh", "-c", take(64)).out();

    var memory = Accounts.of(box, "web").at("/memory_stats");

    assertThat(memory.at("/limit").asLong()).isEqualTo(32 * MIB);
    assertThat(memory.at("/max_usage").asLong()).isBetween(20 * MIB, 32 * MIB);
    assertThat(memory.at("/usage").asLong()).isBetween(1L, 20 * MIB);
    assertThat(memory.at("/failcnt").asLong()).isPositive();
    assertThat(memory.at("/stats/hierarchical_memory_limit").asLong()).isEqualTo(32 * MIB);
  }

  @Test
  @DisplayName("E24: memory of processes, files, tmpfs and the kernel are told apart")
  void kindsOfMemoryAreToldApart() {
    var script =
        "head -c 12m /dev/zero > /tmp/x; head -c 6m /dev/zero > /home/x; "
            + "x=$(head -c 4000000 /dev/zero | tr '\\0' x); echo; sleep 99; :";
    var folder = box.folder();
    box.start("web", "-m 64m --tmpfs /tmp -v " + folder + ":/home", script);
    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").out()).isNotEmpty());

    var format = "{{.MemAnon}} {{.MemFile}} {{.MemShared}} {{.MemKernel}}";
    var kinds =
        box.jug().run("stats", "--no-stream", "--format", format, "web").text().split(" ", -1);

    assertThat(mib(kinds[0])).as("anonymous").isBetween(3.8, 12.0);
    assertThat(mib(kinds[1])).as("files").isBetween(5.9, 9.0);
    assertThat(mib(kinds[2])).as("shared").isBetween(11.9, 12.5);
    assertThat(mib(kinds[3])).as("kernel").isBetween(0.05, 8.0);
  }

  private static double mib(String text) {
    double unit = text.endsWith("MiB") ? 1 : text.endsWith("KiB") ? 1024 : 1 << 20;
    return Double.parseDouble(text.replaceAll("[A-Za-z]+", "")) / unit;
  }

  @Test
  @DisplayName("E21: swap counts with memory: as much again by default, none if equal, or any")
  void swapCountsWithMemory() {
    var file = "memory/memory.memsw.limit_in_bytes";
    box.start("usual", "-m 32m", "sleep 99");
    box.start("none", "-m 32m --memory-swap 32m", "sleep 99");
    box.start("any", "-m 32m --memory-swap -1", "sleep 99");

    assertThat(box.group("usual", file)).isEqualTo("" + 64 * MIB);
    assertThat(box.group("none", file)).isEqualTo("" + 32 * MIB);
    assertThat(Long.parseLong(box.group("any", file))).isGreaterThan(1L << 60);
    assertThat(box.run("-m 32m --memory-swap 16m", "true").err())
        .contains("Minimum memoryswap limit should be larger than memory limit");
    assertThat(box.run("--memory-swap 64m", "true").err())
        .contains("You should always set the Memory limit when using Memoryswap limit");
  }

  @Test
  @DisplayName("E21: both limits go up and down, whichever the kernel wants first")
  void limitsGoUpAndDown() {
    box.start("web", "-m 32m --memory-swap 32m", "sleep 99");

    for (int size : new int[] {128, 16, 64}) {
      box.jug().run("update", "-m", size + "m", "--memory-swap", size + "m", "web").ok();
      assertThat(box.group("web", "memory/memory.limit_in_bytes")).isEqualTo("" + size * MIB);
      assertThat(box.group("web", "memory/memory.memsw.limit_in_bytes")).isEqualTo("" + size * MIB);
    }
  }

  @Test
  @DisplayName("E22: who is not to be killed waits, and goes on when there is memory again")
  void withoutKillingItWaits() {
    box.start(
        "web",
        "-m 16m --oom-kill-disable --memory-swappiness 10",
        "sleep 0.3; x=$(head -c 24000000 /dev/zero | tr '\\0' x); echo ended; sleep 99");

    assertThat(
            box.inspect("web", "{{.HostConfig.OomKillDisable}} {{.HostConfig.MemorySwappiness}}"))
        .isEqualTo("true 10");
    assertThat(box.hostGroup("web", "memory", "memory.swappiness")).isEqualTo("10");
    Jug.eventually(() ->
        assertThat(box.hostGroup("web", "memory", "memory.oom_control")).contains("under_oom 1"));
    assertThat(box.jug().run("logs", "web").out()).isEmpty();
    box.jug().run("update", "-m", "128m", "--memory-swap", "256m", "web").ok();
    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").text()).isEqualTo("ended"));
    assertThat(box.inspect("web", "{{.State.OOMKilled}}")).isEqualTo("false");
  }

  /**
   * The kernel looks there when the machine has no memory left, which no test should bring about.
   */
  @Test
  @DisplayName("E20: the soft limit is the kernel's, and below the hard one")
  void theSoftLimitIsTheKernels() {
    box.start("web", "-m 64m --memory-reservation 16m", "sleep 99");

    assertThat(box.group("web", "memory/memory.soft_limit_in_bytes")).isEqualTo("" + 16 * MIB);
    assertThat(box.inspect("web", "{{.HostConfig.MemoryReservation}}")).isEqualTo("" + 16 * MIB);
    assertThat(box.run("-m 16m --memory-reservation 64m", "true").err())
        .contains("Minimum memory limit can not be less than memory reservation limit");
  }
}
