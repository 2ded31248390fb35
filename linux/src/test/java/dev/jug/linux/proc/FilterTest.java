package dev.jug.linux.proc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.SysException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void inputComesBackChanged() {
    var result = shell("tr a-z A-Z; exit 3").run("hello".getBytes(UTF_8), 100, LONG);

    assertThat(result).isEqualTo(new Filter.Result(3, "HELLO"));
  }

  @Test
  void whatItSaysAsErrorsIsToldToWhoAsks() {
    var filter = shell("echo out; echo err >&2");
    assertThat(filter.run(new byte[0], 100, LONG).output()).isEqualTo("out\n");
    assertThat(filter.runTelling(new byte[0], 100, LONG).output()).isEqualTo("out\nerr\n");
  }

  @Test
  void theEnvironmentIsWhatIsGivenAndNoMore() {
    var filter = new Filter(Path.of("/usr/bin/env"), List.of(), Map.of("NAME", "value"));

    assertThat(filter.run(new byte[0], 100, LONG).output()).isEqualTo("NAME=value\n");
  }

  @Test
  void nothingElseOfOursIsOpenInIt() {
    var filter = new Filter(Path.of("/bin/ls"), List.of("/proc/self/fd"), Map.of());

    assertThat(filter.run(new byte[0], 100, LONG).output()).isEqualTo("0\n1\n2\n3\n");
  }

  @Test
  void oneThatHangsIsKilled() {
    var result = shell("sleep 60").run(new byte[0], 100, Duration.ofMillis(200));

    assertThat(result.status()).isEqualTo(128 + Signal.KILL.number());
  }

  @Test
  void oneThatPrintsWithoutEndIsKilled() {
    var result = shell("exec yes").run(new byte[0], 100_000, LONG);

    assertThat(result).isEqualTo(new Filter.Result(128 + Signal.KILL.number(), ""));
  }

  @Test
  void oneThatDoesNotReadIsFine() {
    var result = shell("exec <&-; echo done").run(new byte[1 << 20], 100, LONG);

    assertThat(result).isEqualTo(new Filter.Result(0, "done\n"));
  }

  @Test
  void oneThatIsNotThereIsAnError() {
    assertThatThrownBy(
            () -> new Filter(Path.of("/no/program"), List.of(), Map.of()).run(new byte[0], 1, LONG))
        .isInstanceOf(SysException.class)
        .hasMessageContaining("/no/program");
  }

  private static Filter shell(String script) {
    return new Filter(Path.of("/bin/sh"), List.of("-c", script), Map.of("PATH", "/usr/bin:/bin"));
  }
}
