package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A limit of each controller, and who comes to it. */
@EndToEnd
class LabControllersTest {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final int DEPTH = 4;

  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (var all =
        Files.find(GROUPS, DEPTH, (path, _) -> path.getFileName().toString().startsWith("lab-"))) {
      assertThat(all).isEmpty();
    }
  }

  private static String shown(String experiment) {
    return jug.run("lab", experiment).ok().out();
  }

  /** All numbers that a pattern finds, in their order. */
  private static List<Double> numbers(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }

  @DisplayName("E14: jug lab cpu shows who was held back, for how long, and shares")
  @Test
  void whoWantsMoreIsHeldBack() {
    var shown = shown("cpu");
    assertThat(numbers("schedstat: ran (\\d+) ms of 700", shown))
        .singleElement()
        .satisfies(ran -> assertThat(ran).as("a fifth, in %s", shown).isBetween(20.0, 250.0));
    assertThat(numbers("nr_throttled (\\d+)", shown))
        .singleElement()
        .satisfies(count -> assertThat(count).isGreaterThanOrEqualTo(3));
    assertThat(shown).containsPattern("throttled_(time|usec) [1-9]");
    if (Files.exists(Path.of("/proc/self/sched"))) {
      assertThat(shown).containsPattern("/sched: se.vruntime : [1-9]");
    }
    assertThat(numbers("→ (\\d+\\.\\d+) to 1", shown))
        .singleElement()
        .satisfies(ratio -> assertThat(ratio).as(shown).isBetween(1.3, 2.7));
  }

  @Test
  void aGroupHasItsProcessors() {
    assertThat(shown("cpuset"))
        .containsPattern("status: Cpus_allowed_list: \\d+\n")
        .contains("EINVAL, Invalid argument: processor ");
  }

  @Test
  void whoTakesTooMuchIsKilled() {
    var shown = shown("memory");
    assertThat(shown)
        .contains("16777216")
        .containsPattern("was ended by signal 9, SIGKILL")
        .containsPattern("oom_kill 1\n")
        .containsPattern("process \\d+ of the same group, VmRSS: +\\d+ kB: it has less");
    assertThat(numbers("VmRSS: +(\\d+) kB", shown))
        .hasSize(2)
        .satisfies(sizes -> assertThat(sizes.getFirst()).isBetween(8192.0, 12_000.0))
        .satisfies(sizes -> assertThat(sizes.getLast()).isLessThan(4000.0));
  }

  @Test
  void oneProcessTooMany() {
    assertThat(shown("pids"))
        .containsPattern("clone3: process \\d+\n +→ clone3: process \\d+\n +→ clone3: EAGAIN, ")
        .containsPattern("pids.current: 3\n +→ \\S+/pids.events: max 1\n")
        .containsPattern(
            "echo 4 > \\S+; sleep 60 &\n.*\n +→ clone3: process \\d+\n +→ .*/pids.current: 4\n");
  }

  @Test
  void aDiskGivesAsMuchASecond() {
    var shown = shown("blkio");
    assertThat(numbers("it took (\\d+) ms,", shown))
        .singleElement()
        .satisfies(took -> assertThat(took).as(shown).isBetween(1400.0, 4000.0));
    assertThat(shown).contains("State: D (disk sleep)");
  }

  @Test
  void theFrozenStandStill() {
    var shown = shown("freezer");
    assertThat(numbers("schedstat: ran (\\d+) ms", shown))
        .hasSize(2)
        .satisfies(ran -> assertThat(ran.getFirst()).as(shown).isGreaterThan(20))
        .satisfies(ran -> assertThat(ran.getLast()).isZero());
    assertThat(shown)
        .containsPattern("(freezer.state: FROZEN|frozen 1)\n")
        .contains("was ended by signal 9\n");
  }

  @Test
  void aGroupHasItsDevices() {
    assertThat(shown("devices"))
        .contains("open /dev/null: done\n", "open /dev/kmsg: EPERM, Operation not permitted\n")
        .contains("mknod node c 1 11: done\n", "open node: EPERM, Operation not permitted\n")
        .contains("it works: the kernel asks when");
    assertThat(Path.of("/dev/.jug-lab-node")).doesNotExist();
  }
}
