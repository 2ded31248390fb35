package dev.jug.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/library.md shows is what is tried. */
class DocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("jug.root"));
  private static final Path EXAMPLES = ROOT.resolve("library/src/test/java/dev/jug/examples");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void eachPieceOfJavaIsFromAnExample() throws IOException {
    var examples = examples();
    assertThat(blocks())
        .hasSizeGreaterThan(3)
        .allSatisfy(block -> assertThat(examples).contains(block));
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("docs/library.md")))
        .results()
        .map(MatchResult::group)
        .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
        .toList();
  }

  private static String examples() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.map(DocumentTest::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
