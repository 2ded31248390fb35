package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A clone of this repository is all that is needed: no file speaks of folders around it. */
class SelfContainedTest {
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?<![\\w.])/work/|\\.\\./(\\.\\./)*shared\\b");

  @Test
  void noFileMentionsAPlaceOutside() {
    assertThat(texts().filter(path -> ELSEWHERE.matcher(Repository.text(path)).find()))
        .as("files that mention a place outside of the repository")
        .isEmpty();
  }

  private static Stream<Path> texts() {
    return Stream.of(".java", ".md", ".xml", ".c", ".h", ".json", "jug", "check", "jug-engine")
        .flatMap(Repository::files)
        .filter(path -> !path.startsWith(".ci"))
        .filter(path -> !path.toString().contains("/src/test/"));
  }
}
