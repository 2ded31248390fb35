package dev.jug.app.other;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Labels, where SELinux enforces a policy by which categories keep containers apart. */
@Root
@Requires({
  "command:qemu-system-x86_64",
  "file:../../shared/testvm/run",
  "command:secilc",
})
class SelinuxMachineTest {
  private static final String ANY = "system_u:system_r:container_t:s0:c\\d+,c\\d+";

  private static Map<String, String> said;

  @BeforeAll
  @Timeout(540)
  static void boot() throws IOException {
    said = Machine.run("selinux", "selinux.sh");
  }

  private static String said(String name) {
    return Objects.requireNonNull(said.get(name), name);
  }

  /** The label of the first container's processes. */
  private static String first() {
    return said("first").lines().findFirst().orElseThrow();
  }

  @Test
  @DisplayName(
      "G15: a process has its container's label, so has what joins it, and inspect says it")
  void aProcessHasItsLabel() {
    assertThat(first()).matches(ANY);
    assertThat(said("exec")).isEqualTo(first());
    assertThat(said("inspected"))
        .isEqualTo(
            first() + " " + first().replace("system_r:container_t", "object_r:container_file_t"));
    assertThat(said("own")).isEqualTo("works");
  }

  @Test
  @DisplayName("G15: :Z gives files to a container and takes them from the others, :z shares them")
  void filesAreGiven() {
    assertThat(said("first")).endsWith("secret");
    assertThat(said("files").lines())
        .hasSize(3)
        .allMatch(first().replace("system_r:container_t", "object_r:container_file_t")::equals);
    assertThat(said("behind")).doesNotContain("container_file_t");
    assertThat(said("mine")).contains("Permission denied");
    assertThat(said("shared")).isEqualTo("secret");
    assertThat(said("everybody")).isEqualTo("system_u:object_r:container_file_t:s0");
    assertThat(said("volume")).startsWith("system_u:object_r:container_file_t:s0");
    assertThat(said("refused")).contains("SELinux relabeling of /usr is not allowed");
  }

  @Test
  @DisplayName("G16: parts of the label can be others; without one there is no confinement")
  void partsCanBeOthers() {
    assertThat(said("level")).isEqualTo("system_u:system_r:container_t:s0:c5,c6");
    assertThat(said("type")).contains("process.selinuxLabel", "the policy must know the label");
    assertThat(said("disabled")).startsWith("system_u:system_r:kernel_t");
    assertThat(said("privileged")).contains("system_u:system_r:kernel_t");
  }

  @Test
  @DisplayName("G18: others have other categories, neighbours the same, and all outlive the engine")
  void categoriesKeepContainersApart() {
    assertThat(said("other")).matches(ANY).isNotEqualTo(first());
    assertThat(said("neighbour")).isEqualTo(first());
    assertThat(said("again").lines()).hasSize(2).allMatch(first()::equals);
  }

  @Test
  @DisplayName("G23: it is on by itself, which info says, and off when the settings say so")
  void itIsOnByItself() {
    assertThat(said("info")).contains("name=selinux");
    assertThat(said("off")).startsWith("system_u:system_r:kernel_t");
  }
}
