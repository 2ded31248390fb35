package dev.jug.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.error.DockerfileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts in the folder {@code corpus}: what is right there parses, what is wrong fails with the line
 * and the message that its last comment names.
 */
class CorpusTest {
  private static final String MARK = "#! ";

  static Stream<Path> valid() {
    return files("valid");
  }

  static Stream<Path> invalid() {
    return files("invalid");
  }

  private static Stream<Path> files(String folder) {
    try (var files = Files.list(root().resolve(folder))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(CorpusTest.class.getResource("corpus").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsRightParsesTheSameEachTimeWithPlacesInRange(Path file) throws IOException {
    var text = text(file);
    var parsed = Dockerfile.parse("Dockerfile", text);

    assertThat(Dockerfile.parse("Dockerfile", text)).isEqualTo(parsed);
    placesAreInRange(parsed);
    placesAreThoseOfKeywords(parsed);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsWrongIsSaidWithItsLine(Path file) throws IOException {
    var text = text(file);
    int mark = text.lastIndexOf(MARK);
    var expected = text.substring(mark + MARK.length()).strip().split(" ", 2);

    assertThatThrownBy(() -> Dockerfile.parse("Dockerfile", text.substring(0, mark)))
        .isInstanceOfSatisfying(
            DockerfileException.class,
            wrong -> {
              assertThat(wrong.getMessage()).isEqualTo(expected[1]);
              assertThat(wrong.line()).isEqualTo(Integer.parseInt(expected[0]));
            });
  }

  /** Each begins behind the end of the one before. */
  static void placesAreInRange(Dockerfile file) {
    int lines = file.lines().size();
    int last = 0;
    for (var each : all(file).toList()) {
      var range = each.origin().range();
      assertThat(range.start().line()).isGreaterThan(last);
      assertThat(range.end().line()).isBetween(range.start().line(), lines);
      assertThat(range.start().column() - 1).isBetween(0, line(file, each).length());
      last = range.end().line();
    }
  }

  private static void placesAreThoseOfKeywords(Dockerfile file) {
    for (var each : all(file).toList()) {
      var start = each.origin().range().start();
      assertThat(line(file, each).substring(start.column() - 1))
          .startsWith(each.origin().keyword());
    }
  }

  private static String line(Dockerfile file, Instruction each) {
    return file.lines().get(each.origin().range().start().line() - 1);
  }

  private static Stream<Instruction> all(Dockerfile file) {
    return file.stages().stream()
        .flatMap(stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream()));
  }
}
