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

/** Memory of containers of version 1, where the machine itself has none left. */
@Root
@Requires({"command:qemu-system-x86_64", "file:../../shared/testvm/run"})
class SoftLimitMachineTest {
  private static Map<String, String> said;

  @BeforeAll
  @Timeout(540)
  static void boot() throws IOException {
    said = Machine.run(List.of("--mem", "512"), "soft.sh");
  }

  private static List<Integer> megabytes(String name) {
    return Objects.requireNonNull(said.get(name), name).lines().map(Integer::parseInt).toList();
  }

  /** Both have read as much; then a process of no container takes what is free, and more. */
  @Test
  @DisplayName("E20: with version 1, who exceeds its reservation shrinks when the machine runs out")
  void whoExceedsItsReservationShrinksFirst() {
    assertThat(said.get("soft")).isEqualTo((96 << 20) + "\n" + (8 << 20));
    assertThat(megabytes("before")).as("files of both").allMatch(size -> size >= 44);
    assertThat(megabytes("after").getFirst()).as("below it").isGreaterThanOrEqualTo(40);
    assertThat(megabytes("after").getLast()).as("above it").isLessThan(32);
  }
}
