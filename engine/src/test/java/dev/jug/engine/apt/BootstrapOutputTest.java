package dev.jug.engine.apt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.apt.AptState.Step;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapOutputTest {
  private final List<AptState> states = new ArrayList<>();
  private final BootstrapOutput output =
      new BootstrapOutput("bookworm", "http://m.example/debian", states::add);

  private void print(String text) {
    output.add(text.getBytes(UTF_8));
  }

  @Test
  void itIsKnownHowFarItIs() {
    print("jug: look\njug: date 1783764997\nGet:1 http://m bookworm InRelease [151 kB]\n");
    assertThat(states.getLast()).isEqualTo(new AptState(Step.LISTS, 0, 0, 0, 0));
    print("I: downloading packages with apt...\n0 upgraded, 2 newly installed, 0 to remove.\n");
    print("Need to get 1,500 kB/2.5 MB of archives.\nGet:1 http://m/debian main less [500 kB]\n");
    assertThat(states.getLast())
        .isEqualTo(new AptState(Step.DOWNLOADING, 0, 2, 500_000, 2_500_000));
    print("I: extracting archives...\nI: installing essential packages...\nSetting up less (1)");
    assertThat(states.getLast().step()).isEqualTo(Step.INSTALLING);
    assertThat(states.getLast().done()).isZero();
    print(" ...\n0 upgraded, 1 newly installed.\nNeed to get 12 B of archives.\n");
    assertThat(states.getLast()).isEqualTo(new AptState(Step.INSTALLING, 1, 3, 500_000, 2_500_012));
    assertThat(output.isDone()).isFalse();
    print("jug: done\n");
    assertThat(output.isDone()).isTrue();
    assertThat(output.date()).isEqualTo(1_783_764_997L);
  }

  @Test
  void whatNobodyCountedMakesNoNonsense() {
    print("I: downloading packages with apt...\nGet:1 http://m/debian a [1 kB]\nSetting up a\n");
    assertThat(states.getLast()).isEqualTo(new AptState(Step.DOWNLOADING, 1, 1, 1000, 1000));
  }

  @ParameterizedTest
  @MethodSource
  void aFailureIsOneSentence(String text, Class<? extends EngineException> kind, String message) {
    print(text + "\nE: mmdebstrap failed to run\n");
    assertThat(output.failure(1)).isInstanceOf(kind).hasMessage(message);
  }

  static Stream<Arguments> aFailureIsOneSentence() {
    return Stream.of(
        Arguments.of(
            "E: Failed to fetch http://m/debian/dists/bookworm/InRelease  404  Not Found [IP: ::1]",
            NotFound.class,
            "there is no suite bookworm at http://m.example/debian"),
        Arguments.of(
            "E: Failed to fetch http://u:p@m/x  Temporary failure resolving 'm'",
            Unavailable.class,
            "cannot get packages from http://m.example/debian: Failed to fetch http://m/x Temporary"
                + " failure resolving 'm'"),
        Arguments.of(
            "E: Unable to locate package foo",
            NotFound.class,
            "bookworm cannot give what --include wants: Unable to locate package foo"),
        Arguments.of(
            "E: Version '9' for 'less' was not found",
            NotFound.class,
            "bookworm cannot give what --include wants: Version '9' for 'less' was not found"),
        Arguments.of(
            "E: The repository 'http://m/debian bookworm InRelease' is not signed.",
            Unavailable.class,
            "cannot verify suite bookworm: The repository 'http://m/debian bookworm InRelease' is"
                + " not signed."),
        Arguments.of(
            "dpkg: error processing package x",
            Failed.class,
            "cannot make apt:bookworm: mmdebstrap failed to run"));
  }

  @Test
  void silenceIsAFailureToo() {
    assertThat(output.failure(137)).hasMessage("cannot make apt:bookworm: it ended with 137");
  }
}
