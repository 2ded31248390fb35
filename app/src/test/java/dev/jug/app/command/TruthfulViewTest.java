package dev.jug.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs in a container find out about it. */
@EndToEnd
class TruthfulViewTest {
  private static final String MIB_256 = "262144";

  private static Jug jug;
  private static String rootfs;

  @BeforeAll
  static void open() {
    jug = new Jug();
    rootfs = BusyboxRootfs.shared().toString();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void remove() {
    jug.run("rm", "-f", "box");
  }

  /** What a script says in a container with these options. */
  private static String said(List<String> options, String script) {
    var words = new ArrayList<>(List.of("run", "--rm"));
    words.addAll(options);
    words.addAll(List.of("--rootfs", rootfs, "sh", "-c", script));
    return jug.run(words.toArray(String[]::new)).text();
  }

  private static String box(String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", "box"));
    words.addAll(List.of(options));
    words.addAll(List.of("--rootfs", rootfs, "sleep", "1000"));
    return jug.run(words.toArray(String[]::new)).text();
  }

  private static String total() {
    return jug.run(
            "exec", "box", "sed", "-n", "s/MemTotal: *\\([0-9]*\\) kB/\\1/p", "/proc/meminfo")
        .text();
  }

  private static String machine(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Requires("command:free")
  @DisplayName("I1: free shows the memory of the container")
  void freeShowsTheContainersMemory() {
    var text = jug.run("run", "--rm", "-m", "256m", "host", "--", "free", "-m").text();

    assertThat(text).containsPattern("Mem: +256 +\\d{1,2} +2\\d\\d ");
  }

  @Test
  @DisplayName("I1: what a program takes is gone from what is free")
  void whatIsTakenIsNotFree() {
    box("-m", "256m", "--tmpfs", "/tmp");
    long before = Long.parseLong(meminfo("MemFree"));
    jug.run("exec", "box", "dd", "if=/dev/zero", "of=/tmp/64", "bs=1M", "count=64").ok();

    Jug.eventually(() -> {
      assertThat(before - Long.parseLong(meminfo("MemFree"))).isBetween(60_000L, 80_000L);
      assertThat(Long.parseLong(meminfo("Shmem"))).isGreaterThan(60_000);
    });
  }

  private static String meminfo(String field) {
    return jug.run("exec", "box", "grep", field + ":", "/proc/meminfo")
        .text()
        .replaceAll("\\D", "");
  }

  @Test
  @DisplayName("I1: a limit that is changed is seen at the next read")
  void aChangedLimitIsSeen() {
    box("-m", "256m");
    assertThat(total()).isEqualTo(MIB_256);
    jug.run("update", "-m", "128m", "box").ok();

    Jug.eventually(() -> assertThat(total()).isEqualTo("131072"));
  }

  @Test
  @DisplayName("I1: without a limit, or when asked to, a container sees the machine")
  void othersSeeTheMachine() throws IOException {
    var read = "sed -n 's/MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo";
    var machine = machine("MemTotal");

    assertThat(said(List.of(), read)).isEqualTo(machine);
    assertThat(said(List.of("--view", "container"), read)).isEqualTo(machine);
    assertThat(said(List.of("-m", "256m", "--view", "host"), read)).isEqualTo(machine);
    assertThat(said(List.of("-m", "256m", "-l", "dev.jug.view=host"), read)).isEqualTo(machine);
    assertThat(said(List.of("-m", "256m", "--privileged"), read)).isEqualTo(machine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--privileged",
        "--pid=host",
        "--read-only",
        "--net=host",
        "--user=1000",
        "--init"
      })
  @DisplayName("I1: however else it is run, it sees itself if it is to")
  void otherOptionsDoNotMatter(String option) {
    var read = "sed -n 's/MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo";
    assertThat(said(List.of("-m", "256m", "--view", "container", option), read)).isEqualTo(MIB_256);
  }

  @Test
  @DisplayName("I2: times, load, age, swap and transfers are those of the container")
  void theOtherFilesAreItsOwn() {
    var text =
        said(
            List.of("-m", "256m"),
            "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done;"
                + " for f in stat uptime loadavg swaps diskstats; do"
                + " echo \"== $f\"; cat /proc/$f; done");

    assertThat(text).containsPattern("== stat\ncpu  [1-9]\\d{0,3} 0 \\d{1,3} \\d{1,4} 0 0");
    assertThat(text).containsPattern("== uptime\n\\d{1,2}\\.\\d\\d \\d{1,3}\\.\\d\\d\n");
    assertThat(text).containsPattern("== loadavg\n\\d\\.\\d\\d 0\\.\\d\\d 0\\.\\d\\d 1/\\d \\d\n");
    assertThat(text).containsPattern("== swaps\nFilename\\s+Type");
    assertThat(text).doesNotContain("loop");
  }

  @Test
  @DisplayName("I2: uptime and top of busybox agree with it")
  void busyboxAgrees() {
    var text = said(List.of("-m", "256m"), "top -b -n 1 | head -3");

    assertThat(text).contains("Load average: 0.0");
    assertThat(text).containsPattern("Mem: \\d{2,6}K used, 2\\d{5}K free");
  }

  @Test
  @DisplayName("I3: only its own processes are listed")
  void onlyItsOwnProcesses() {
    assertThat(said(List.of("-m", "256m"), "ls -d /proc/[0-9]* | wc -l")).matches("[1-4]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1"})
  @DisplayName("I4: a quota leaves as many processors as it is worth, rounded up")
  void aQuotaLeavesProcessors(String cpus) {
    var read =
        "grep -c ^processor /proc/cpuinfo; cat /sys/devices/system/cpu/online;"
            + " grep -c '^cpu[0-9]' /proc/stat";
    assertThat(said(List.of("--cpus", cpus), read)).isEqualTo("1\n0\n1");
  }

  @Test
  @DisplayName("I4: nproc and the files agree on the processors of a cpuset")
  void aCpusetIsSeen() {
    var read = "nproc; cat /sys/devices/system/cpu/online; grep ^processor /proc/cpuinfo";
    assertThat(said(List.of("--cpuset-cpus", "1"), read)).isEqualTo("1\n1\nprocessor\t: 1");
  }

  @Test
  @DisplayName("I4: JVMs count the processors and the memory of the container")
  void jvmsAgree() throws IOException {
    var program = Path.of("/usr/lib/jvm");
    try (var machines = Files.list(program)) {
      for (var home : machines.filter(each -> Files.exists(each.resolve("bin/java"))).toList()) {
        assertThat(jvm(home)).as(home.toString()).contains("256.00M", "CPU Period", "1");
      }
    }
  }

  /** It says by itself what it found out about its system. */
  private static String jvm(Path home) {
    return jug.run(
            "run",
            "--rm",
            "-m",
            "256m",
            "--cpus",
            "1",
            "host",
            "--",
            home.resolve("bin/java").toString(),
            "-XshowSettings:system",
            "-version")
        .ok()
        .err();
  }

  @Test
  @Requires("command:node")
  @DisplayName("I4: Node counts the processors and the memory of the container")
  void nodeAgrees() {
    var script = "const o=require('os');console.log(o.totalmem()/1048576,o.cpus().length)";
    var text =
        jug.run("run", "--rm", "-m", "256m", "--cpus", "1", "host", "--", "node", "-e", script);
    assertThat(text.text()).isEqualTo("256 1");
  }

  @Test
  @DisplayName("I5: readers go on without an engine, and see the present soon after it is back")
  void readersOutliveTheEngine() throws IOException {
    box("-m", "256m");
    assertThat(total()).isEqualTo(MIB_256);
    var inside = Path.of("/proc/" + jug.run("inspect", "-f", "{{.State.Pid}}", "box").text());
    var meminfo = inside.resolve("root/proc/meminfo");
    jug.killEngine();

    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(Files.readString(meminfo)).contains(" " + MIB_256 + " kB");
    }
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(1));

    jug.run("update", "-m", "128m", "box").ok();
    long back = System.nanoTime();
    Jug.eventually(() -> assertThat(read(meminfo)).contains(" 131072 kB"));
    assertThat(System.nanoTime() - back).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  @DisplayName("I5: a program that keeps a file open sees the present after a restart")
  void whoKeepsAFileOpenSeesThePresent() throws IOException {
    box("-m", "256m");
    var uptime =
        Path.of("/proc/" + jug.run("inspect", "-f", "{{.State.Pid}}", "box").text())
            .resolve("root/proc/uptime");
    try (var open = FileChannel.open(uptime)) {
      double first = seconds(open);
      jug.killEngine();
      double still = seconds(open);
      assertThat(still).isGreaterThanOrEqualTo(first);
      jug.run("ps").ok();
      Jug.eventually(() -> assertThat(seconds(open)).isGreaterThan(still));
    }
  }

  private static double seconds(FileChannel open) {
    try {
      var bytes = ByteBuffer.allocate(64);
      open.read(bytes, 0);
      return Double.parseDouble(new String(bytes.array(), UTF_8).split(" ", 2)[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("I5: nothing of it is in what the container changed")
  void itIsNoChange() {
    box("-m", "256m");
    total();
    assertThat(jug.run("diff", "box").out()).doesNotContain("proc", "sys");
    assertThat(jug.run("inspect", "box").text()).contains("\"dev.jug.view\": \"container\"");
  }

  @Test
  @DisplayName("I2: another view is refused")
  void anotherViewIsRefused() {
    var said = jug.run("run", "--rm", "--view", "both", "--rootfs", rootfs, "true");
    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains("invalid view: \"both\"");
  }
}
