package dev.jug.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineWordsTest {
  @Test
  void optionsAreSettings() {
    var words =
        EngineWords.read(
            List.of(
                "-H",
                "unix:///x",
                "--host=fd://",
                "--tls",
                "--icc=false",
                "--mtu",
                "1500",
                "--log-opt",
                "max-size=1m",
                "--log-opt=max-file=2",
                "-l",
                "warn",
                "--insecure-registry",
                "a",
                "--dns-opt",
                "b"));

    assertThat(words.values())
        .isEqualTo(
            Map.of(
                "hosts",
                List.of("unix:///x", "fd://"),
                "tls",
                true,
                "icc",
                false,
                "mtu",
                1500,
                "log-opts",
                Map.of("max-size", "1m", "max-file", "2"),
                "log-level",
                "warn",
                "insecure-registries",
                List.of("a"),
                "dns-opts",
                List.of("b")));
    assertThat(words.options()).containsEntry("hosts", "--host").containsEntry("log-level", "-l");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hosts | unknown option of engine start: --hosts",
        "--host | option --host needs a value",
        "--mtu=x | --mtu: expected a number, not x",
        "--tls=x | --tls: expected true or false, not x",
        "--log-opt=x | --log-opt: expected NAME=VALUE, not x",
        "--state | option --state needs a value",
        "word | unknown option of engine start: word"
      })
  void othersAreRefused(String word, String why) {
    assertThatThrownBy(() -> Options.of(List.of(word), Map.of()))
        .isInstanceOf(Invalid.class)
        .hasMessage(why);
  }

  @Test
  void namesOfFilesAreRelativeToWhereTheCommandWasTyped() {
    var options =
        Options.of(
            List.of("--config-file", "x.json", "--validate", "--state=/s"),
            Map.of("JUG_FROM", "/here", "JUG_RUN", "/r", "JUG_CONFIG", "/other"));

    assertThat(options.config().file()).isEqualTo(Path.of("/here/x.json"));
    assertThat(options.config().required()).isTrue();
    assertThat(options.validate()).isTrue();
    assertThat(options.state()).contains(Path.of("/s"));
    assertThat(options.run()).isEqualTo(Path.of("/r"));
    assertThat(Options.of(List.of(), Map.of("JUG_CONFIG", "/c")).config().file())
        .isEqualTo(Path.of("/c"));
  }
}
