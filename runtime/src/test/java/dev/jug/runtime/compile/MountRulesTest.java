package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.RootSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mounts that are refused before anything is made. */
class MountRulesTest {
  private static final List<IdMapping> MAP = List.of(new IdMapping(0, 1, 2));

  private static Mount mount(String destination, String type, String source, String options) {
    return new Mount(destination, type, source, List.of(options.split(",")));
  }

  private static void assertRefused(Mount mount, String message) {
    assertThatThrownBy(() -> MountPlans.of(mount))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/self", "/proc/sys/kernel", "/proc/./sys", "/a/../proc/cpuinfo/x"})
  void nothingCoversWhatTheRuntimeWritesTo(String destination) {
    assertRefused(mount(destination, "tmpfs", "tmpfs", "ro"), "mounts[0].destination: \"/proc/");
    assertRefused(mount(destination, "bind", "/tmp", "bind"), "only these may be covered");
  }

  @Test
  void whatTellsAboutTheMachineMayBeReplaced() {
    for (var file : List.of("cpuinfo", "meminfo", "net/dev", "sys/kernel/ns_last_pid")) {
      var mount = mount("/proc/" + file, "bind", "/dev/null", "bind");

      assertThatCode(() -> MountPlans.of(mount)).doesNotThrowAnyException();
    }
  }

  @Test
  void procIsCoveredByProcOnly() {
    assertRefused(mount("/proc", "tmpfs", "tmpfs", "ro"), "only a proc file system");
    assertRefused(mount("proc/.", "bind", "/tmp", "bind"), "only a proc file system");
    assertThatCode(() -> MountPlans.of(mount("/proc", "bind", "/proc", "rbind")))
        .doesNotThrowAnyException();
    assertThatCode(() -> MountPlans.of(mount("/proc/x", "", "", "rslave")))
        .doesNotThrowAnyException();
  }

  @Test
  void aSourceAndADestinationAreThere() {
    assertRefused(mount("", "tmpfs", "tmpfs", "ro"), "mounts[0].destination: empty");
    assertRefused(
        mount("/m", "bind", "/not/there", "bind"), "bind source path does not exist: /not/there");
    assertRefused(mount("/m", "bind", null, "bind"), "bind source path does not exist");
  }

  @Test
  void idsAreMappedForBindsThatSayHow() {
    assertRefused(mount("/m", "bind", "/tmp", "idmap"), "mounts[0].options: idmap needs");
    assertRefused(mount("/m", "tmpfs", "tmpfs", "idmap"), "for bind mounts and overlays only");
    assertRefused(
        new Mount("/m", "bind", "/tmp", List.of("bind"), MAP, List.of()),
        "mounts[0].uidMappings: uidMappings and gidMappings are needed both");
  }

  @Test
  void whatIsCopiedUpIsKnown() {
    assertRefused(mount("/m", "bind", "/tmp", "bind,tmpcopyup"), "type tmpfs only");
    var layers =
        new RootSource.Overlay(List.of(Path.of("/l")), Path.of("/u"), Path.of("/w"), false);
    var copy = mount("/m/x", "tmpfs", "tmpfs", "tmpcopyup");
    assertThatThrownBy(() -> MountPlans.of(layers, copy)).hasMessageContaining("image layers");
    var over = mount("/m", "tmpfs", "tmpfs", "ro");
    assertThatThrownBy(() -> MountPlans.of(MountPlans.ROOT, over, copy))
        .hasMessageContaining("mounts[1].options")
        .hasMessageContaining("mounts[0] covers it");
  }

  @Test
  void aRootPropagationIsOneOfFour() {
    assertThatThrownBy(() -> MountPlans.propagation("sharing"))
        .hasMessageContaining("linux.rootfsPropagation: \"sharing\" is not one of private, slave");
    assertThatCode(() -> MountPlans.propagation("rslave")).doesNotThrowAnyException();
  }

  @Test
  void version2NeedsAMachineThatHasIt() {
    assertRefused(mount("/m", "cgroup2", "cgroup2", "ro"), "this machine has no cgroup2");
  }
}
