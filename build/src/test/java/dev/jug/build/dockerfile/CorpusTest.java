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

  static void placesAreInRange(Dockerfile file) {
    int lines = file.lines().size();
    int last = 0;
    for (var stage : file.stages()) {
      for (var each :
          Stream.concat(Stream.of(stage.from()), stage.instructions().stream()).toList()) {
        var range = each.origin().range();
        assertThat(range.start().line()).isGreaterThan(last);
        assertThat(range.end().line()).isBetween(range.start().line(), lines);
        assertThat(file.lines().get(range.start().line() - 1).substring(range.start().column() - 1))
            .startsWith(each.origin().keyword());
        last = range.end().line();
      }
    }
  }
}
