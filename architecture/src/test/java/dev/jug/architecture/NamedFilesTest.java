package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is told where to begin finds the file: docs/extending.md names them. */
class NamedFilesTest {
  private static final Pattern PATH = Pattern.compile("`([a-z-]+/src/[^`…]+)`");
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|\\.java))`");

  @Test
  void theyAreThere() {
    var page = Repository.text(Path.of("docs/extending.md"));
    var paths = PATH.matcher(page).results().map(found -> found.group(1)).toList();
    assertThat(paths)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            path -> assertThat(Files.exists(Repository.ROOT.resolve(path))).as(path).isTrue());
    assertThat(NAME.matcher(page).results().map(found -> found.group(1).replace(".java", "")))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            name -> assertThat(Repository.files("/" + name + ".java")).as(name).isNotEmpty());
  }
}
