package dev.jug.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cli.command.CommandPages;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages say what there is, and formatters have nothing to complain of. */
class ManualPagesTest {
  private static final List<CommandPage> PAGES = CommandPages.all();
  private static final Map<String, String> TEXTS =
      new ManualPages(PAGES, "2026-11-30", "0.1.0").texts();

  @TempDir Path folder;

  @Test
  void everyCommandHasOneWithAllItsOptions() {
    assertThat(TEXTS).hasSize(PAGES.size() + 1).containsKeys("jug.1", "jug-network-ls.1");
    for (var page : PAGES) {
      var text = TEXTS.get(page.manual() + ".1");
      assertThat(text).contains(".SH NAME\n" + Roff.escaped(page.manual()) + " \\- ");
      for (var option : page.options()) {
        for (var name : option.names()) {
          assertThat(text).as(page.name()).contains(Roff.bold(name));
        }
      }
      assertThat(TEXTS.get("jug.1")).contains(Roff.bold(page.manual()) + "(1)");
    }
  }

  @Test
  void whatTroffWouldTakeForItsOwnIsQuoted() {
    var text = new Roff().words(".x 'y' a\\b …").item(".z", "'q").example("  .EE\n.EE").toString();
    assertThat(text)
        .isEqualTo(
            """
            \\&.x \\(aqy\\(aq a\\eb \\[u2026]
            .TP
            \\&.z
            \\(aqq
            .EX
              .EE
            \\&.EE
            .EE
            """);
  }

  @Test
  void linesAreNotLong() {
    assertThat(new Roff().words("word ".repeat(40)).toString().lines())
        .hasSize(3)
        .allMatch(line -> line.length() <= 70);
    assertThat(new Roff().words("x".repeat(90) + " y").toString().lines()).hasSize(2);
  }

  @Test
  @Requires("command:groff")
  void groffTakesThemWithoutAWord() throws IOException {
    assertThat(complaints("groff", "-man", "-ww", "-Tutf8", "-z")).isEmpty();
  }

  @Test
  @Requires("command:mandoc")
  void mandocTakesThemWithoutAWord() throws IOException {
    assertThat(complaints("mandoc", "-T", "lint", "-W", "warning")).isEmpty();
  }

  private String complaints(String... formatter) throws IOException {
    var command = new ArrayList<>(List.of(formatter));
    for (var text : TEXTS.entrySet()) {
      command.add(Files.writeString(folder.resolve(text.getKey()), text.getValue()).toString());
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
