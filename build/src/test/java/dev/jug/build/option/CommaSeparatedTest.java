package dev.jug.build.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommaSeparatedTest {
  @Test
  void aFieldWithACommaStandsInQuotes() {
    assertThat(CommaSeparated.fields("id=a,src=b")).containsExactly("id=a", "src=b");
    assertThat(CommaSeparated.fields("id=a,\"src=b,c\"")).containsExactly("id=a", "src=b,c");
    assertThat(CommaSeparated.fields("id=a,")).containsExactly("id=a", "");
    assertThat(CommaSeparated.fields("")).containsExactly("");
  }
}
