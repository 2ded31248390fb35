package dev.jug.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialLimitsTest {
  private static FixedLimits memory(Long swappiness, boolean oomKillDisabled) {
    return new FixedLimits(
        swappiness,
        oomKillDisabled,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static FixedLimits realtime(Long period, Long runtime) {
    return new FixedLimits(
        null, false, period, runtime, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static FixedLimits reads(DeviceRate... rates) {
    return new FixedLimits(
        null, false, null, null, List.of(), List.of(rates), List.of(), List.of(), List.of());
  }

  private static Resources built(FixedLimits limits) {
    return Limits.of(ResourceOptions.NONE, limits, List.of());
  }

  @Test
  void nothingSaidIsNoLimit() {
    var none = built(FixedLimits.NONE);
    assertThat(none.memory()).isNull();
    assertThat(none.cpu()).isNull();
    assertThat(none.blockIO()).isNull();
  }

  @Test
  void memoryBehavesAsAskedFor() {
    var memory = built(memory(10L, true)).memory();
    assertThat(memory.swappiness()).isEqualTo(10);
    assertThat(memory.disableOOMKiller()).isTrue();
    assertThatThrownBy(() -> Limits.check(ResourceOptions.NONE, memory(101L, false)))
        .isInstanceOf(Invalid.class)
        .hasMessage("Invalid value: 101, valid memory swappiness range is 0-100");
  }

  @Test
  void realTimeIsPassedOn() {
    var cpu = built(realtime(1000L, 900L)).cpu();
    assertThat(cpu.realtimePeriod()).isEqualTo(1000);
    assertThat(cpu.realtimeRuntime()).isEqualTo(900);
    assertThatThrownBy(() -> Limits.check(ResourceOptions.NONE, realtime(1000L, 1001L)))
        .hasMessage("cpu real-time runtime cannot be higher than cpu real-time period");
  }

  @Test
  void whatIsNoBlockDeviceHasNoLimit() {
    assertThatThrownBy(() -> built(reads(new DeviceRate(Path.of("/dev/null"), 1))))
        .isInstanceOf(Invalid.class)
        .hasMessage("cannot limit /dev/null: no block device");
    assertThatThrownBy(() -> built(reads(new DeviceRate(Path.of("/dev/nosuch"), 1))))
        .hasMessage("cannot limit /dev/nosuch: no such file or directory");
  }

  @Test
  void ratesAreRead() {
    assertThat(DeviceRate.bytes("/dev/sda:1mb"))
        .isEqualTo(new DeviceRate(Path.of("/dev/sda"), 1 << 20));
    assertThat(DeviceRate.count("/dev/sda:7")).isEqualTo(new DeviceRate(Path.of("/dev/sda"), 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":1", "/dev/sda", "sda:1", "/dev/sda:", "/dev/sda:-1", "/dev/a:1mb"})
  void countsThatAreNoneAreRefused(String text) {
    assertThatThrownBy(() -> DeviceRate.count(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void deviceRulesAreRead() {
    assertThat(DeviceRules.parse(List.of("c 1:3 rwm", "b *:5 r")))
        .containsExactly(
            new DeviceRule(true, "c", 1L, 3L, "rwm"), new DeviceRule(true, "b", null, 5L, "r"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c", "c 1:3", "x 1:3 r", "c 1 r", "c 1:3 rwx", "c 1:3 r\n"})
  void deviceRulesThatAreNoneAreRefused(String text) {
    assertThatThrownBy(() -> DeviceRules.parse(List.of(text)))
        .hasMessage("invalid device cgroup rule format: '" + text + "'");
  }

  @Test
  void aGroupStaysBelowTheRoot() {
    assertThat(CgroupPlace.of("/batch", "id")).isEqualTo("/batch/id");
    assertThat(CgroupPlace.of("batch/low", "id")).isEqualTo("/batch/low/id");
    assertThat(CgroupPlace.of("", "id")).isNull();
    for (var parent : new String[] {"/", "/..", "../x", "/a/../../b"}) {
      assertThatThrownBy(() -> CgroupPlace.of(parent, "id")).isInstanceOf(Invalid.class);
    }
  }
}
