package dev.jug.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cli.command.CommandPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/commands.md says what the commands say; {@code JUG_UPDATE=1} writes it. */
class CommandsDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("jug.root", ".."), "docs/commands.md");

  @Test
  void thePageIsOfTheCommands() throws IOException {
    var text = new CommandsDocument(CommandPages.all()).text();
    if (System.getenv("JUG_UPDATE") != null) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).hasContent(text);
  }

  @Test
  void everyCommandIsThereWithWhatItTakes() {
    var text = new CommandsDocument(CommandPages.all()).text();
    assertThat(text)
        .contains(
            "### jug network policy ls\n", "The same: `jug container list`, `jug container ls`.")
        .contains("- `-m`, `--memory` *memory*: Memory limit, such as 512m.")
        .contains("\n    jug run [OPTION...] IMAGE [--] COMMAND [ARGUMENT...]\n");
  }
}
