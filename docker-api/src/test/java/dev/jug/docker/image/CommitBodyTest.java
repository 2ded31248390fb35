package dev.jug.docker.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.docker.json.Fields;
import dev.jug.image.make.ConfigChanges;
import dev.jug.oci.image.ContainerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitBodyTest {
  private static final ContainerConfig CONTAINERS =
      ConfigChanges.apply(
          ContainerConfig.NONE,
          List.of("CMD [\"old\"]", "USER me", "ENV A=a B=b", "LABEL a=b", "EXPOSE 80"));

  private static ContainerConfig changed(String json) {
    var body = new CommitBody(Fields.parse(json.getBytes(UTF_8)));
    return ConfigChanges.apply(CONTAINERS, body.changes());
  }

  @Test
  void whatIsEmptyChangesNothing() {
    assertThat(changed("")).isEqualTo(CONTAINERS);
    assertThat(changed("{\"Cmd\": null, \"User\": \"\", \"Env\": [], \"Labels\": {}}"))
        .isEqualTo(CONTAINERS);
  }

  @Test
  void whatIsThereTakesThePlaceOfTheContainers() {
    var config =
        changed(
            """
            {"Cmd": ["a", "b \\"c\\""], "User": "1:2", "WorkingDir": "/w w", "StopSignal": "SIGINT",
             "Env": ["A=x \\"y\\" \\\\z", "C="], "Labels": {"c d": "e='f'"},
             "ExposedPorts": {"53/udp": {}}, "Volumes": {"/v": {}}}
            """);

    assertThat(config.cmd()).containsExactly("a", "b \"c\"");
    assertThat(config.user()).isEqualTo("1:2");
    assertThat(config.workingDir()).isEqualTo("/w w");
    assertThat(config.stopSignal()).isEqualTo("SIGINT");
    assertThat(config.env()).containsExactly("A=x \"y\" \\z", "B=b", "C=");
    assertThat(config.labels()).isEqualTo(Map.of("a", "b", "c d", "e='f'"));
    assertThat(config.exposedPorts()).containsOnlyKeys("80/tcp", "53/udp");
    assertThat(config.volumes()).containsOnlyKeys("/v");
  }

  @Test
  void anEntryPointTakesTheCommandAway() {
    var config = changed("{\"Entrypoint\": [\"sh\"]}");

    assertThat(config.entrypoint()).containsExactly("sh");
    assertThat(config.cmd()).isNullOrEmpty();
  }
}
