package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSettingsTest {
  @TempDir Path folder;

  private EngineSettings read(String json) {
    try {
      return EngineSettings.read(Files.writeString(folder.resolve("engine.json"), json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAFileAllIsAsUsual() {
    assertThat(EngineSettings.read(folder.resolve("none"))).isEqualTo(EngineSettings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"gc\": {}}",
        "{\"gc\": {\"remove\": \"unnamed\", \"highPercent\": 85, \"lowPercent\": 80, \"plentyGiB\": 32,"
            + "\"minimumAge\": \"1h\", \"maximumAge\": \"never\", \"partialAge\": \"1d\","
            + "\"period\": \"5m\"}}"
      })
  void whatItDoesNotSayIsAsUsual(String json) {
    assertThat(read(json)).isEqualTo(EngineSettings.DEFAULT);
  }

  @Test
  void allOfItCanBeSaid() {
    var json =
        "{\"gc\": {\"remove\": \"nothing\", \"highPercent\": 50, \"lowPercent\": 0, \"plentyGiB\": 1,"
            + "\"minimumAge\": \"0s\", \"maximumAge\": \"30d\", \"partialAge\": \"2h\","
            + "\"period\": \"1s\"}}";
    assertThat(read(json).gc())
        .isEqualTo(
            new ReclaimPolicy(
                Scope.NOTHING,
                50,
                0,
                1L << 30,
                Duration.ZERO,
                Duration.ofDays(30),
                Duration.ofHours(2),
                Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | expected an object",
        "{ | engine.json: ",
        "{\"gb\": {}} | gb: not known; known are gc",
        "{\"gc\": 1} | gc: expected an object",
        "{\"gc\": {\"high\": 1}} | gc.high: not known",
        "{\"gc\": {\"remove\": \"all\"}} | gc.remove: expected nothing, unnamed or unused",
        "{\"gc\": {\"highPercent\": \"85\"}} | gc.highPercent: expected a number",
        "{\"gc\": {\"highPercent\": 101}} | gc: the high mark must be 1 to 100, not 101",
        "{\"gc\": {\"minimumAge\": 5}} | gc.minimumAge: expected a duration",
        "{\"gc\": {\"maximumAge\": \"soon\"}} | gc.maximumAge: expected a duration",
        "{\"gc\": {}, \"gc\": {}} | uplicate"
      })
  void mistakesAreNamed(String json, String why) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(folder.resolve("engine.json").toString())
        .hasMessageContaining(why.strip());
  }
}
