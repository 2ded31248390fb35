package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page of fences says what tests show, and all of it. A test that shows a fence begins its
 * display name with the fence's id and a colon; the page has a line for the id that names the test.
 */
class IsolationPageTest {
  private static final Path PAGE = Path.of("docs/isolation.md");

  private static final Pattern SHOWN =
      Pattern.compile("@DisplayName\\(\\s*\"([BEGHI]\\d+): [^\"]+\"\\)(?s:.*?)void (\\w+)\\(");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([BEGHI]\\d+) \\|(.+)$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test\\.\\w+)`");

  /** Names of tests by the id of what they show. */
  private static Map<String, Set<String>> shown() {
    var shown = new TreeMap<String, Set<String>>();
    Repository.files("Test.java")
        .forEach(path -> {
          var type = path.getFileName().toString().replace(".java", "");
          var tests = SHOWN.matcher(Repository.text(path));
          while (tests.find()) {
            shown
                .computeIfAbsent(tests.group(1), _ -> new TreeSet<>())
                .add(type + "." + tests.group(2));
          }
        });
    return shown;
  }

  /** Names of tests by the id of their line. */
  private static Map<String, List<String>> promised() {
    var promised = new TreeMap<String, List<String>>();
    var rows = ROW.matcher(Repository.text(PAGE));
    while (rows.find()) {
      var tests = new ArrayList<String>();
      var names = NAMED.matcher(rows.group(2));
      while (names.find()) {
        tests.add(names.group(1));
      }
      assertThat(promised.put(rows.group(1), tests)).as("two lines for %s", rows.group(1)).isNull();
    }
    return promised;
  }

  @Test
  void eachLineNamesATestThatShowsIt() {
    var shown = shown();
    promised()
        .forEach((id, tests) -> {
          assertThat(tests).as("%s of %s names no test", id, PAGE).isNotEmpty();
          assertThat(shown.getOrDefault(id, Set.of()))
              .as("tests with @DisplayName of %s", id)
              .containsAll(tests);
        });
  }

  @Test
  void whatATestShowsHasALine() {
    var lines = promised().keySet();
    var missing = new TreeMap<>(shown());
    missing.keySet().removeAll(lines);
    assertThat(missing)
        .as("tests of fences without a line in %s: | ID | what holds | `Test.method` |", PAGE)
        .isEmpty();
  }
}
