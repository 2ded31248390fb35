package dev.jug.engine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControllersTest {
  @Test
  void oneThatIsInNoHierarchyDoesNotCount() {
    var machine =
        new Controllers(
            List.of("#subsys_name\thierarchy", "cpu\t1\t2\t1", "pids\t0\t2\t1"), List.of());
    assertThat(machine.has("cpu")).isTrue();
    assertThat(machine.has("pids")).isFalse();
    assertThat(machine.has("memory")).isFalse();
  }

  @Test
  void thoseOfVersionTwoDo() {
    var machine = new Controllers(List.of("pids\t0\t2\t1"), List.of("cpu", "pids"));
    assertThat(machine.has("pids")).isTrue();
    assertThat(machine.has("io")).isFalse();
  }
}
