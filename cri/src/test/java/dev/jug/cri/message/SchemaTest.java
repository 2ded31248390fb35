package dev.jug.cri.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
  /** Written down by hand, by the rules of the encoding and the numbers of the interface. */
  @Test
  void aMessageIsTheBytesThatOthersSend() throws IOException {
    var bytes =
        Draft.of(
            "RunPodSandboxRequest",
            in ->
                in.message(
                        "config",
                        config ->
                            config
                                .message(
                                    "metadata",
                                    metadata ->
                                        metadata
                                            .text("name", "p")
                                            .text("uid", "u")
                                            .text("namespace", "n")
                                            .number("attempt", 300))
                                .map("labels", Map.of("k", "v")))
                    .text("runtime_handler", "h"));
    assertThat(bytes)
        .containsExactly(
            0x0a, 22, // config
            0x0a, 12, 0x0a, 1, 'p', 0x12, 1, 'u', 0x1a, 1, 'n', 0x20, 0xac, 0x02, // metadata
            0x32, 6, 0x0a, 1, 'k', 0x12, 1, 'v', // labels
            0x12, 1, 'h'); // runtime_handler
    var read = Message.of("RunPodSandboxRequest", bytes).message("config");
    assertThat(read.message("metadata").number("attempt")).isEqualTo(300);
    assertThat(read.map("labels")).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void numbersComePackedOrOneByOne() throws IOException {
    var packed =
        Draft.of(
            "LinuxContainerSecurityContext",
            out -> out.numbers("supplemental_groups", List.of(5L, 300L)));
    assertThat(packed).containsExactly(0x42, 3, 5, 0xac, 0x02);
    var single = new byte[] {0x40, 5, 0x40, 7};
    assertThat(Message.of("LinuxContainerSecurityContext", single).numbers("supplemental_groups"))
        .containsExactly(5L, 7L);
    assertThat(Message.of("LinuxContainerSecurityContext", packed).numbers("supplemental_groups"))
        .containsExactly(5L, 300L);
  }

  @Test
  void whatIsMissingIsEmptyZeroOrFalse() throws IOException {
    var none = Message.of("ContainerConfig", new byte[0]);
    assertThat(none.text("log_path")).isEmpty();
    assertThat(none.flag("tty")).isFalse();
    assertThat(none.constant("stop_signal")).isEqualTo("SIGNAL_RUNTIME_DEFAULT");
    assertThat(none.message("linux").message("resources").number("cpu_quota")).isZero();
    assertThat(none.message("linux").message("security_context").value("run_as_user")).isEmpty();
  }

  @Test
  void mistakesOfThisProgramAreFound() {
    assertThatThrownBy(() -> Draft.of("NoSuchThing")).hasMessageContaining("NoSuchThing");
    assertThatThrownBy(() -> Draft.of("ContainerConfig").text("nothing", ""))
        .hasMessageContaining("has no field nothing");
    assertThatThrownBy(() -> Draft.of("ContainerConfig").text("tty", ""))
        .hasMessageContaining("is a bool");
  }

  @Test
  void everyTypeIsKnown() {
    for (var message : Schema.cri().messages()) {
      for (var field : Schema.cri().fields(message).entrySet()) {
        var type = field.getValue().type();
        if (Character.isUpperCase(type.charAt(0))) {
          assertThat(isKnown(type)).as(message + "." + field.getKey() + " " + type).isTrue();
        }
      }
    }
  }

  private static boolean isKnown(String type) {
    try {
      Schema.cri().constants(type);
      return true;
    } catch (IllegalArgumentException _) {
      return Schema.cri().messages().contains(type);
    }
  }
}
