package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jug.app.command.EndToEnd;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What namespaces leave to everybody: what stands before it, or that nothing does. */
@EndToEnd
class GapsTest {
  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @Test
  @DisplayName("G2: settings of the kernel can be read, not written")
  void settingsOfTheKernelAreReadOnly() {
    var script = "cat /proc/sys/kernel/panic; echo 9 > /proc/sys/kernel/panic";
    var said = box.run("", script);
    assertThat(said.out()).containsPattern("\\d+");
    assertThat(said.err()).contains("Read-only file system");
  }

  @Test
  @DisplayName("G2: the memory that programs see is the container's")
  void memoryIsItsOwn() {
    assertThat(box.run("-m 64m", "grep MemTotal /proc/meminfo").text()).contains(" 65536 kB");
  }

  /** Shared unless asked for: root of a container is the machine's, with fewer rights. */
  @Test
  @DisplayName("G2: root is the machine's root, unless the container has ids of its own")
  void rootIsRootUnlessMapped() {
    var map = "cat /proc/self/uid_map";
    assertThat(box.run("", map).text()).matches("0 +0 +4294967295");
    assertThat(box.run("--userns auto", map).text()).matches("0 +[1-9]\\d+ +\\d+");
  }

  @Test
  @DisplayName("G2: no disk, memory or port of the machine is in /dev")
  void devicesAreFew() {
    assertThat(box.run("", "ls /dev").text().split("\\s+"))
        .contains("null", "zero", "urandom", "tty")
        .noneMatch(name -> name.matches("[svh]d.*|nvme.*|mem|kmsg|port|loop.*"));
  }

  @Test
  @DisplayName("G2: modules and the kernel's log are the machine's, and out of reach")
  void modulesAndTheLogAreTheMachines() {
    var attack = box.jug().run("attack", "--network", "none", "module", "dmesg", "kmsg");
    assertThat(attack.ok().out()).contains("3 blocked, 0 got through");
  }

  /** There is one; nobody in a container sets it. */
  @Test
  @DisplayName("G2: the clock is shared, and cannot be set")
  void theClockIsShared() {
    long there = Long.parseLong(box.run("", "date +%s").text());
    assertThat(there).isCloseTo(Instant.now().getEpochSecond(), within(3L));
    assertThat(box.run("", "date -s 2001-01-01").err()).contains("not permitted");
  }

  @Test
  @DisplayName("G2: what one writes to its image is not seen by another")
  void anImageIsNotWrittenTo() {
    assertThat(onHost("echo mine > /opt/mine && cat /opt/mine")).isEqualTo("mine");
    assertThat(onHost("test ! -e /opt/mine && echo nothing")).isEqualTo("nothing");
    assertThat(Path.of("/opt/mine")).doesNotExist();
  }

  /** The image without any file of its own: the machine's. */
  private static String onHost(String script) {
    return box.jug().run("run", "--rm", "--network", "none", "host", "sh", "-c", script).text();
  }
}
