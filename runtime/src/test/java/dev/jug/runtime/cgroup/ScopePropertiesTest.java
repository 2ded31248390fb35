package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.cpu;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.systemd.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopePropertiesTest {
  private static final int NEW = 252;

  private static List<String> unified(Resources resources) {
    return text(ScopeProperties.of(resources, true, NEW));
  }

  private static List<String> legacy(Resources resources) {
    return text(ScopeProperties.of(resources, false, NEW));
  }

  private static List<String> text(List<Property> properties) {
    return properties.stream()
        .map(p -> p.name() + " " + p.value().signature() + " " + p.value().value())
        .toList();
  }

  @Test
  void memory1And2() {
    assertThat(unified(memory(1000L, 500L, 1500L)))
        .containsExactly("MemoryMax t 1000", "MemoryLow t 500", "MemorySwapMax t 500");
    assertThat(unified(memory(-1L, null, -1L)))
        .containsExactly("MemoryMax t -1", "MemorySwapMax t -1");
    assertThat(legacy(memory(1000L, 500L, 1500L))).containsExactly("MemoryLimit t 1000");
  }

  @Test
  void processorTimeIsCountedBySecond() {
    assertThat(unified(cpu(1024L, 33_333L, null, 100_000L)))
        .containsExactly(
            "CPUWeight t 100", "CPUQuotaPeriodUSec t 100000", "CPUQuotaPerSecUSec t 340000");
    assertThat(legacy(cpu(1024L, 50_000L, null, null)))
        .containsExactly("CPUShares t 1024", "CPUQuotaPerSecUSec t 500000");
    assertThat(unified(cpu(null, -1L, null, null))).containsExactly("CPUQuotaPerSecUSec t -1");
    assertThat(text(ScopeProperties.of(cpu(null, null, null, 5000L), true, 230))).isEmpty();
  }

  @Test
  void processorsAreBits() {
    var some = cpu(new Cpu(null, null, null, null, "0-2,9", "0", null));

    assertThat(unified(some)).containsExactly("AllowedCPUs ay [7, 2]", "AllowedMemoryNodes ay [1]");
    assertThat(legacy(some)).isEmpty();
    assertThat(text(ScopeProperties.of(some, true, 243))).isEmpty();
  }

  @Test
  void processesAndBlocks() {
    var weight = new BlockIO(500, null, List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(unified(pids(5))).containsExactly("TasksMax t 5");
    assertThat(unified(pids(-1))).containsExactly("TasksMax t -1");
    assertThat(unified(ResourceFixture.block(weight))).containsExactly("IOWeight t 4950");
    assertThat(legacy(ResourceFixture.block(weight))).containsExactly("BlockIOWeight t 500");
    assertThat(unified(Resources.NONE)).isEmpty();
  }

  @Test
  void allowedDevicesAreNamed() {
    var rules =
        List.of(
            new DeviceRule(false, "a", null, null, "rwm"),
            new DeviceRule(true, "c", 1L, 3L, "rw"),
            new DeviceRule(true, "b", null, null, "m"),
            new DeviceRule(true, "c", 1L, null, "r"));

    assertThat(text(ScopeDevices.of(rules)))
        .containsExactly(
            "DevicePolicy s strict",
            "DeviceAllow a(ss) [[/dev/char/1:3, rw], [block-*, m], [char-mem, r]]");
  }

  @Test
  void whatSystemdCannotSayItLeavesAlone() {
    var everything = new DeviceRule(true, "a", null, null, "rwm");

    assertThat(text(ScopeDevices.of(List.of(everything, new DeviceRule(false, "c", 1L, 3L, "r")))))
        .containsExactly("DevicePolicy s auto", "DeviceAllow a(ss) []");
  }
}
