package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Devices: those that everybody has, those that were given, and no others. */
@EndToEnd
class DeviceFenceTest {
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
  @DisplayName("E28: a container has the usual devices, and they work")
  void theUsualDevicesAreThere() {
    var script =
        "ls -1 /dev | sort; head -c 4 /dev/zero | wc -c; head -c 4 /dev/urandom | wc -c;"
            + " head -c 1 /dev/random | wc -c; echo x > /dev/null && echo x 2>&1 > /dev/full";
    var said = box.run("-t", script);

    assertThat(said.out().replaceAll("\\s+", " "))
        .startsWith("console fd full mqueue null ptmx pts random shm stderr stdin stdout tty")
        .contains("urandom zero 4 4 1 ", "No space left on device");
  }

  @Test
  @DisplayName("E28: the kernel's list is the default one, and what was asked for")
  void theListIsTheKernels() {
    var list = "cat /sys/fs/cgroup/devices/devices.list";
    var usual = box.run("", list).text().lines().toList();
    var more = box.run("--device-cgroup-rule c*10:229*rw".replace('*', '\u00a0'), list);

    assertThat(usual)
        .contains(
            "c 1:3 rwm",
            "c 1:5 rwm",
            "c 1:7 rwm",
            "c 1:8 rwm",
            "c 1:9 rwm",
            "c 5:0 rwm",
            "c 5:2 rwm",
            "c 136:* rwm",
            "c *:* m",
            "b *:* m")
        .noneMatch(line -> line.startsWith("a ") || line.contains("10:229"));
    assertThat(more.text()).contains("c 10:229 rw");
  }

  @Test
  @DisplayName("E28: a device that was given works as far as it was given")
  void aDeviceIsGivenAsFarAsSaid() {
    var said =
        box.run(
            "--device /dev/loop-control:/dev/given:r",
            "(exec 3</dev/given) && echo read; (exec 3>/dev/given) || echo kept");

    assertThat(said.out()).isEqualTo("read\nkept\n");
    assertThat(said.err()).contains("Operation not permitted");
  }

  @Test
  @DisplayName("E29: a node for another device can be made, and not opened; without MKNOD not made")
  void aNodeIsNotADevice() {
    var script = "mknod /dev/x b 254 0 && echo made; (exec 3</dev/x) || echo kept";

    assertThat(box.run("", script).out()).isEqualTo("made\nkept\n");
    assertThat(box.run("--cap-drop MKNOD", script).out()).isEqualTo("kept\n");
  }
}
