package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Layouts.LEGACY;
import static dev.jug.runtime.cgroup.Layouts.UNIFIED;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Memory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryWritesTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void version1CountsSwapWithMemory() {
    assertThat(writes(LEGACY, memory(64 * MEGABYTE, 32 * MEGABYTE, 96 * MEGABYTE)))
        .containsExactly(
            "memory/jug/x/memory.limit_in_bytes = 67108864",
            "memory/jug/x/memory.soft_limit_in_bytes = 33554432",
            "memory/jug/x/memory.memsw.limit_in_bytes = 100663296");
  }

  @Test
  void version2CountsSwapAlone() {
    assertThat(writes(UNIFIED, memory(64 * MEGABYTE, 32 * MEGABYTE, 96 * MEGABYTE)))
        .containsExactly(
            "jug/x/memory.max = 67108864",
            "jug/x/memory.low = 33554432",
            "jug/x/memory.swap.max = 33554432");
    assertThat(writes(UNIFIED, memory(64 * MEGABYTE, null, 64 * MEGABYTE)))
        .contains("jug/x/memory.swap.max = 0");
  }

  @Test
  void unlimitedIsWrittenAsEachVersionSaysIt() {
    assertThat(writes(LEGACY, memory(-1L, -1L, -1L)))
        .containsExactly(
            "memory/jug/x/memory.limit_in_bytes = -1",
            "memory/jug/x/memory.soft_limit_in_bytes = -1",
            "memory/jug/x/memory.memsw.limit_in_bytes = -1");
    assertThat(writes(UNIFIED, memory(MEGABYTE, -1L, -1L)))
        .containsExactly(
            "jug/x/memory.max = 1048576", "jug/x/memory.low = max", "jug/x/memory.swap.max = max");
    assertThat(writes(UNIFIED, memory(-1L, null, null))).containsExactly("jug/x/memory.max = max");
  }

  @Test
  void zeroIsNoLimitAtAll() {
    for (var layout : List.of(LEGACY, UNIFIED)) {
      assertThat(writes(layout, memory(0L, 0L, 0L))).isEmpty();
      assertThat(writes(layout, memory(MEGABYTE, null, 0L))).hasSize(1);
      assertThat(writes(layout, Resources.NONE)).isEmpty();
    }
  }

  @Test
  void swappinessAndTheKillersAbsenceAreOfVersion1Alone() {
    var memory = memory(new Memory(null, null, null, 0L, true));

    assertThat(writes(LEGACY, memory))
        .containsExactly(
            "memory/jug/x/memory.swappiness = 0", "memory/jug/x/memory.oom_control = 1");
    assertThat(writes(UNIFIED, memory)).isEmpty();
    assertThat(writes(LEGACY, memory(new Memory(null, null, null, null, false)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-2, , , linux.resources.memory.limit: -2 is not in the range 1 or more",
    ", -7, , linux.resources.memory.reservation: -7 is not in the range 1 or more",
    "100, , -3, linux.resources.memory.swap: -3 is not in the range 1 or more",
    "100, , 99, linux.resources.memory.swap: 99 is memory and swap together",
    ", , 99, linux.resources.memory.swap: 99 is memory and swap together",
    "-1, , 99, linux.resources.memory.swap: 99 is memory and swap together",
  })
  void whatCannotBeIsSaidByName(Long limit, Long reservation, Long swap, String message) {
    for (var layout : List.of(LEGACY, UNIFIED)) {
      assertThatThrownBy(() -> writes(layout, memory(limit, reservation, swap)))
          .isInstanceOf(InvalidSpecException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void swappinessIsAPercentage() {
    assertThatThrownBy(() -> writes(LEGACY, memory(new Memory(null, null, null, 101L, null))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("linux.resources.memory.swappiness: 101 is not in the range 0 … 100");
  }

  @Test
  void aMachineThatCannotSaysSo() {
    var without = Layouts.parse("");

    assertThatThrownBy(() -> writes(without, memory(MEGABYTE, null, null)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("linux.resources.memory.limit: this machine has no memory controller");
  }
}
