package dev.jug.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.runtime.RuntimeHandler;
import dev.jug.runtime.RuntimeHandler.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeSettingsTest {
  @TempDir Path folder;

  private RuntimeSettings read(String json) {
    try {
      var file = Files.writeString(folder.resolve("engine.json"), json);
      return EngineSettings.read(file).runtimes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable String of(RuntimeSettings settings, @Nullable String asked) {
    var request =
        ContainerRequest.builder(new ContainerImage.Host(false), List.of("true"))
            .runtime(asked)
            .build();
    return settings.complete(request).runtime();
  }

  @Test
  void thereIsOneIfNothingIsSaid() {
    var settings = read("{}");

    assertThat(settings.names()).containsExactly("jug");
    assertThat(of(settings, null)).isEqualTo("jug");
    assertThat(of(settings, "io.containerd.runc.v2")).isEqualTo("jug");
    assertThat(settings.handler("jug")).isEqualTo(RuntimeHandler.OWN);
    assertThatThrownBy(() -> of(settings, "foo"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("unknown or invalid runtime name: foo");
  }

  @Test
  void othersAreWhatDockersFileSays() {
    var settings =
        read(
            """
            {"default-runtime": "shell",
             "runtimes": {"shell": {"path": "/bin/sh", "runtimeArgs": ["-x"]}, "runc": {"path": "sh"}}}
            """);

    assertThat(settings.names()).containsExactly("jug", "runc", "shell");
    assertThat(of(settings, null)).isEqualTo("shell");
    assertThat(of(settings, "")).isEqualTo("shell");
    assertThat(of(settings, "runc")).isEqualTo("runc");
    assertThat(of(settings, "jug")).isEqualTo("jug");
    assertThat(settings.handler("shell")).isEqualTo(new Foreign("shell", "/bin/sh", List.of("-x")));
  }

  @Test
  void aProgramThatIsNotThereIsNoRuntime() {
    var settings = read("{\"runtimes\": {\"gone\": {\"path\": \"/nowhere\"}}}");

    assertThatThrownBy(() -> of(settings, "gone"))
        .hasMessageContaining("unknown or invalid runtime name: gone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"default-runtime": "x"} | there is no runtime x
          {"runtimes": {"jug": {}}} | cannot be called jug
          {"runtimes": {"a b": {}}} | cannot be called a b
          {"runtimes": {"x": {"path": "bin/x"}}} | expected an absolute path
          {"runtimes": {"x": {"runtimeType": "io.containerd.kata.v2"}}} | shims of containerd
          {"runtimes": {"x": {"runtimeArgs": ["--root=/x"]}}} | the engine's to choose
          {"runtimes": {"x": {"file": "y"}}} | not known
          """)
  void whatMakesNoSenseIsRefused(String json, String why) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(Invalid.class).hasMessageContaining(why);
  }
}
