package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages that docs/troubleshooting.md explains are those of the program. */
class QuotedMessagesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final String BEGIN = "\n## Other messages\n";

  @Test
  void theProgramHasThem() {
    var page = Repository.text(Path.of("docs/troubleshooting.md"));
    var quoted =
        ROW.matcher(page.substring(page.indexOf(BEGIN)))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(quoted).hasSizeGreaterThan(8);
    var sources = sources();
    assertThat(quoted).allMatch(text -> sources.stream().anyMatch(source -> source.contains(text)));
  }

  /** Without the seams that strings over several lines have. */
  private static List<String> sources() {
    return Stream.of(".java", ".c", "find-jdk", "jug-engine")
        .flatMap(Repository::files)
        .filter(path -> !path.toString().contains("/test/"))
        .map(Repository::text)
        .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
        .toList();
  }
}
