package dev.jug.app.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md says what the tables say; {@code JUG_UPDATE=1} writes it. */
class CompatibilityPageTest {
  private static final Path PAGE = Path.of(System.getProperty("jug.root"), "docs/compatibility.md");

  @Test
  void thePageIsOfTheTables() throws IOException {
    var page = CompatibilityPage.make();
    if (System.getenv("JUG_UPDATE") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }
}
