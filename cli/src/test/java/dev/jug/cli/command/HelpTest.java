package dev.jug.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @Test
  void everyCommandIsThereWithWhatItDoes() {
    var lines = Help.of("--help", List.of()).orElseThrow().lines().toList();

    for (var entry : CommandTable.ENTRIES) {
      assertThat(lines).anyMatch(line -> line.matches("  " + entry.name() + " +[A-Z].{5,}[^.]"));
    }
    assertThat(lines).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "image --help", "image help"})
  void aGroupHasItsOwn(String words) {
    var text = Help.of(words, List.of()).orElseThrow();

    assertThat(text).contains("  pull  ", "  image sign  ").doesNotContain("  exec  ");
  }

  @Test
  void otherWordsAskForNone() {
    assertThat(Help.of("image frobnicate", List.of())).isEmpty();
    assertThat(Help.of("runn", List.of())).isEmpty();
  }
}
