package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a launch plan gets to do for a group. */
class CgroupsTest {
  private static final Path TOP = Path.of("/sys/fs/cgroup");
  private static final Resources ONE_DEVICE =
      new Resources(List.of(new DeviceRule(true, "c", 1L, 3L, "r")), null, null, null, Map.of());

  @Test
  void aGroupIsMadeInEveryHierarchy() {
    var setup = new Cgroups(Layouts.HYBRID).setup("/jug/x", Resources.NONE);

    assertThat(setup.directories())
        .containsExactly(
            TOP.resolve("cpu/jug/x"),
            TOP.resolve("memory/jug/x"),
            TOP.resolve("devices/jug/x"),
            TOP.resolve("unified/jug/x"));
    assertThat(setup.joins())
        .containsExactly(
            TOP.resolve("cpu/jug/x/tasks"),
            TOP.resolve("memory/jug/x/tasks"),
            TOP.resolve("devices/jug/x/tasks"));
    assertThat(setup.unified()).contains(TOP.resolve("unified/jug/x"));
  }

  @Test
  void version2AloneIsEnteredByItsDirectory() {
    var setup = new Cgroups(Layouts.UNIFIED).setup("/jug/x", ONE_DEVICE);

    assertThat(setup.joins()).isEmpty();
    assertThat(setup.unified()).contains(TOP.resolve("jug/x"));
    assertThat(setup.writes()).isEmpty();
    assertThat(setup.deviceFilter()).isPresent();
  }

  @Test
  void devicesAreDecidedWhereTheirControllerIs() {
    var setup = new Cgroups(Layouts.HYBRID).setup("/jug/x", ONE_DEVICE);

    assertThat(setup.deviceFilter()).isEmpty();
    assertThat(setup.writes())
        .extracting(CgroupSetup.Write::value)
        .startsWith("a", "c 1:3 r", "c *:* m");
  }

  /** A privileged container, and one whose last word is for one device only. */
  @Test
  void theDefaultDevicesAreAllowedUnlessEverythingIs() {
    assertThat(DefaultDevices.with(List.of(new DeviceRule(true, null, -1L, -1L, "mwr"))))
        .hasSize(1);
    assertThat(DefaultDevices.with(List.of(new DeviceRule(true, "a", 10L, 3L, "rwm"))))
        .hasSizeGreaterThan(10);
  }

  @Test
  void withoutAnyDevicesControllerARuleIsRefused() {
    var cgroups = new Cgroups(Layouts.parse(""));

    assertThat(cgroups.setup("/jug/x", Resources.NONE).directories()).isEmpty();
    assertThatThrownBy(() -> cgroups.setup("/jug/x", ONE_DEVICE))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("linux.resources.devices: this machine has no devices controller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "jug/x", "/jug/../x", "/jug/./x", "/jug//x", "/jug/x/", "s:p:n"})
  void onlyAPlainPathIsAGroup(String path) {
    var cgroups = new Cgroups(Layouts.HYBRID);

    assertThatThrownBy(() -> cgroups.setup(path, Resources.NONE))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("linux.cgroupsPath: ");
    assertThatThrownBy(() -> cgroups.remove(path)).isInstanceOf(InvalidSpecException.class);
  }
}
