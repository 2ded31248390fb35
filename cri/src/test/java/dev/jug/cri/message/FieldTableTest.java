package dev.jug.cri.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Our numbers are those of the interface's definition, where a table of that is at hand: {@code
 * MESSAGE FIELD NUMBER TYPE LABEL NOTE}, with tabs in between.
 */
@Requires("file:../../shared/reference/cri-v1/cri-v1-fields.tsv")
class FieldTableTest {
  private static final Path TABLE = Path.of("../../shared/reference/cri-v1/cri-v1-fields.tsv");

  @Test
  void everyFieldHasTheNumberAndTypeOfTheDefinition() throws IOException {
    for (var line : Files.readAllLines(TABLE)) {
      var words = line.split("\t", -1);
      var message = words[0].substring(words[0].lastIndexOf('.') + 1);
      if (words[2].equals("number")) {
        continue;
      }
      if (words[3].equals("ENUM")) {
        constant(message, words);
      } else if (Schema.cri().messages().contains(message)) {
        field(message, words);
      }
    }
  }

  private static void constant(String message, String[] words) {
    assertThat(Schema.cri().constants(message).get(Integer.parseInt(words[2])))
        .as(message)
        .isEqualTo(words[1]);
  }

  private static void field(String message, String[] words) {
    boolean leftOut = words[3].startsWith("Windows") || words[5].contains("deprecated");
    if (!leftOut) {
      var type = words[3].startsWith("map<") ? "map" : words[3];
      assertThat(Schema.cri().field(message, words[1]))
          .as(message + "." + words[1])
          .isEqualTo(
              new Schema.Field(Integer.parseInt(words[2]), type, words[4].equals("repeated")));
    }
  }
}
