package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpecCodecTest {
  private final SpecCodec codec = new SpecCodec();

  private Spec read(String json) {
    return codec.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsLeftOutIsEmptyAndWhatIsUnknownIsIgnored() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "future": {"a": 1}, "root": {"path": "rootfs"},
             "process": {"args": ["sh"], "cwd": "/"}, "linux": {}}
            """);

    assertThat(spec.mounts()).isEmpty();
    assertThat(spec.process().user()).isEqualTo(User.ROOT);
    assertThat(spec.linux().resources()).isEqualTo(Resources.NONE);
    assertThat(spec.root().readonly()).isFalse();
  }

  @Test
  void unsignedNumbersKeepTheirBits() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "process": {"args": ["x"], "cwd": "/", "rlimits":
             [{"type": "RLIMIT_CORE", "soft": 18446744073709551615, "hard": 18446744073709551615}]}}
            """);

    assertThat(spec.process().rlimits().getFirst().soft()).isEqualTo(-1);
  }

  @Test
  void writingAndReadingGivesTheSame() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "hostname": "h", "annotations": {"a": "b"},
             "linux": {"namespaces": [{"type": "pid"}, {"type": "network", "path": "/run/netns/x"}],
             "resources": {"memory": {"limit": 1000}, "pids": {"limit": 5}}}}
            """);

    assertThat(codec.read(codec.write(spec))).isEqualTo(spec);
  }

  @Test
  void whatIsNotSupportedYetIsRefusedByName() {
    assertThatThrownBy(() -> read("{\"linux\": {\"seccomp\": {\"listenerPath\": \"/x\"}}}"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("linux.seccomp.listenerPath is not supported yet");
    assertThatThrownBy(() -> read("{\"linux\": {\"netDevices\": {\"a\": {}}}}"))
        .hasMessage("linux.netDevices is not supported yet");
  }

  @Test
  void whatSaysNothingIsNotRefused() {
    var nothing =
        """
        {"hooks": {}, "linux": {"netDevices": {}, "resources": {"blockIO": null,
         "hugepageLimits": []}}}
        """;

    assertThat(read(nothing).linux().resources()).isEqualTo(Resources.NONE);
  }

  @Test
  void brokenJsonIsSaidToBeBroken() {
    assertThatThrownBy(() -> read("{"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("config.json: ");
  }
}
