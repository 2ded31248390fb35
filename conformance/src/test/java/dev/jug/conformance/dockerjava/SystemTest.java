package dev.jug.conformance.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine says of itself, whatever version of the API is asked for. */
@EndToEnd
class SystemTest {
  @TempDir static Path folder;
  private static Client client;

  @BeforeAll
  static void open() {
    client = new Client(folder);
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.24", "1.32", "1.44", "1.51"})
  void itTellsWhatItIs(String api) throws Exception {
    try (var docker = client.open(api)) {
      docker.pingCmd().exec();

      var version = docker.versionCmd().exec();
      assertThat(version.getApiVersion()).isEqualTo("1.51");
      assertThat(version.getOperatingSystem()).isEqualTo("linux");
      assertThat(version.getArch()).isNotEmpty();
      assertThat(version.getKernelVersion()).isNotEmpty();
      assertThat(version.getPlatform().getName()).isEqualTo("Jug");
      assertThat(version.getComponents()).isNotEmpty();
      var info = docker.infoCmd().exec();
      assertThat(info.getOsType()).isEqualTo("linux");
      assertThat(info.getNCPU()).isPositive();
      assertThat(info.getMemTotal()).isPositive();
      assertThat(info.getOperatingSystem()).isNotEmpty();
      assertThat(info.getServerVersion()).isEqualTo(version.getVersion());
      assertThat(info.getDriver()).isNotEmpty();
      assertThat(info.getImages()).isEqualTo(1);
      assertThat(info.getContainers()).isZero();
      assertThat(info.getPlugins().get("Network")).contains("bridge");
      assertThat(info.getIndexServerAddress()).isNotEmpty();
    }
  }
}
