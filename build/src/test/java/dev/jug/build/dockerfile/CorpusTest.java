package dev.jug.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.error.DockerfileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  private static void placesAreInRange(Dockerfile file) {
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

  @Test
  void whateverIsWrittenTheParserFailsInOneWayOnly() throws IOException {
    var random = new Random(11);
    var texts = Stream.concat(valid(), invalid()).map(CorpusTest::read).toList();
    for (int i = 0; i < 20_000; i++) {
      var text = mutated(texts.get(random.nextInt(texts.size())), texts, random);
      try {
        placesAreInRange(Dockerfile.parse("Dockerfile", text));
      } catch (DockerfileException expected) {
        assertThat(expected.line()).isBetween(0, text.split("\n", -1).length);
      }
    }
  }

  private static String read(Path file) {
    try {
      return text(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mutated(String text, List<String> others, Random random) {
    var changed = new StringBuilder(text);
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      int at = random.nextInt(changed.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(8)));
        case 1 -> changed.insert(at, "\\\"'[]{}$<<-=#,\n\t \0ä".charAt(random.nextInt(19)));
        case 2 -> changed.insert(at, changed.substring(at));
        default -> {
          var other = others.get(random.nextInt(others.size()));
          int from = random.nextInt(other.length() + 1);
          changed.insert(at, other, from, Math.min(other.length(), from + 20));
        }
      }
    }
    return changed.toString();
  }
}
