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

/** Profiles, where AppArmor confines programs. */
@Root
@Requires({
  "command:qemu-system-x86_64",
  "file:../../shared/testvm/run",
  "command:apparmor_parser",
})
class AppArmorMachineTest {
  private static Map<String, String> said;

  @BeforeAll
  @Timeout(540)
  static void boot() throws IOException {
    said = Machine.run("apparmor", "apparmor.sh");
  }

  private static String said(String name) {
    return Objects.requireNonNull(said.get(name), name);
  }

  @Test
  @DisplayName("G12: a container is confined by jug-default, which no capability opens")
  void confinedByItself() {
    assertThat(said("info")).contains("name=apparmor");
    assertThat(said("before")).isEqualTo("0");
    assertThat(said("default")).isEqualTo("jug-default (enforce)");
    assertThat(said("inspected")).isEqualTo("jug-default");
    assertThat(said("mount")).contains("cannot mount");
    assertThat(said("works")).isEqualTo("x\nsignals");
    assertThat(said("stop")).isEqualTo("first");
  }

  @Test
  @DisplayName("G12: apparmor=unconfined opens it, and so does privileged")
  void unconfined() {
    assertThat(said("open")).isEqualTo("unconfined\nmounted");
    assertThat(said("privileged")).isEqualTo("unconfined\nunconfined");
  }

  @Test
  @DisplayName("G12: a profile of one's own confines, and one that is not loaded is refused")
  void profilesOfOnesOwn() {
    assertThat(said("named")).startsWith("jug-test (enforce)").contains("Permission denied");
    assertThat(said("colon")).isEqualTo("jug-test (enforce)");
    assertThat(said("missing")).contains("apparmor=jug-none: there is no such AppArmor profile");
  }

  @Test
  @DisplayName(
      "G12: jug-default is loaded once more when it is gone, and left alone when it is there")
  void theDefaultIsLoadedWhenItIsMissing() {
    assertThat(said("administrators")).contains("Permission denied");
    assertThat(said("again")).isEqualTo("jug-default (enforce)");
    assertThat(said("attacks")).contains("0 got through");
  }
}
