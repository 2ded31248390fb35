package dev.jug.app.other;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory of containers where controllers are those of version 2. */
@Root
@Requires({"command:qemu-system-x86_64", "file:../../shared/testvm/run"})
class MemoryMachineTest {
  private static Map<String, String> said;

  @BeforeAll
  @Timeout(540)
  static void boot() throws IOException {
    said = Machine.run("none", "memory.sh");
  }

  private static List<Integer> megabytes(String name) {
    return Objects.requireNonNull(said.get(name), name).lines().map(Integer::parseInt).toList();
  }

  /** Both have read as much; a third one reads more than there is room for. */
  @Test
  @DisplayName(
      "E20: under pressure who stays below its reservation keeps its memory, others shrink")
  void whoExceedsItsReservationShrinksFirst() {
    assertThat(said.get("low")).isEqualTo("" + (64 << 20));
    assertThat(megabytes("before")).as("files of both").allMatch(size -> size >= 44);
    assertThat(megabytes("after").getFirst()).as("with a reservation").isGreaterThanOrEqualTo(44);
    assertThat(megabytes("after").getLast()).as("without").isLessThan(24);
  }
}
