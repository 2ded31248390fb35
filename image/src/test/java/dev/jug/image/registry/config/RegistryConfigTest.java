package dev.jug.image.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {
  @TempDir Path folder;

  private RegistryConfig read(String json) throws IOException {
    var file = folder.resolve("registries.json");
    Files.writeString(file, json);
    return RegistryConfig.read(file, List.of(), Map.of());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    var config =
        read(
            """
            {"insecure": ["lan:5000"], "mirrors": {"docker.io": ["one", "two:443"]},
             "timeouts": {"stall": 5, "attempts": 2}}
            """);

    assertThat(config.insecure().contains(HostPort.parse("lan:5000"))).isTrue();
    assertThat(config.mirrorsOf(HostPort.parse("docker.io")))
        .containsExactly(HostPort.parse("one"), HostPort.parse("two:443"));
    assertThat(config.waits())
        .isEqualTo(new Waits(Waits.DEFAULT.connect(), Duration.ofSeconds(5), 2));
  }

  @Test
  void withoutAFileNothingIsConfigured() {
    var config = RegistryConfig.read(folder.resolve("none"), List.of(), Map.of());

    assertThat(config.waits()).isEqualTo(Waits.DEFAULT);
    assertThat(config.mirrors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          []~it is no JSON object
          {"registries": {}}~there is no setting "registries"
          {"insecure": "lan"}~"insecure" is no list of strings
          {"mirrors": []}~"mirrors" is no object
          {"mirrors": {"a": [1]}}~"a" is no list of strings
          {"timeouts": {"stal": 5}}~there is no setting "stal"
          {"timeouts": {"stall": 0}}~"stall" is no whole number from 1 to 86400
          {"timeouts": {"connect": "5s"}}~"connect" is no whole number from 1 to 86400
          """)
  void whatIsNotUnderstoodIsNamed(String json, String why) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ImageException.class)
        .hasMessage(folder.resolve("registries.json") + ": " + why);
  }
}
