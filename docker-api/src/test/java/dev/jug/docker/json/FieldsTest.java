package dev.jug.docker.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static Fields fields(String json) {
    return Fields.parse(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"Text\": null, \"Flag\": null, \"Number\": null, \"Texts\": null, \"Object\": null}"
      })
  void whatIsMissingIsZero(String json) {
    var fields = fields(json);
    assertThat(fields.text("Text")).isEmpty();
    assertThat(fields.flag("Flag")).isFalse();
    assertThat(fields.number("Number")).isNull();
    assertThat(fields.texts("Texts")).isEmpty();
    assertThat(fields.textsOrNull("Texts")).isNull();
    assertThat(fields.object("Object").names()).isEmpty();
    assertThat(fields.objects("Texts")).isEmpty();
  }

  @Test
  void whatIsThereIsRead() {
    var fields =
        fields(
            "{\"Text\": \"a\", \"Flag\": true, \"Number\": 7, \"Texts\": [\"a\", \"b\"],"
                + "\"Word\": \"a\", \"Map\": {\"k\": \"v\"}, \"Objects\": [{\"Number\": 0}]}");
    assertThat(fields.text("Text")).isEqualTo("a");
    assertThat(fields.flag("Flag")).isTrue();
    assertThat(fields.number("Number")).isEqualTo(7);
    assertThat(fields.texts("Texts")).containsExactly("a", "b");
    assertThat(fields.texts("Word")).containsExactly("a");
    assertThat(fields.map("Map")).containsEntry("k", "v");
    assertThat(fields.objects("Objects").getFirst().number("Number")).isZero();
    assertThat(fields.objects("Objects").getFirst().limit("Number")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Text\": 1} | Text: expected a string",
        "{\"Flag\": \"yes\"} | Flag: expected true or false",
        "{\"Number\": 1.5} | Number: expected a whole number",
        "{\"Number\": 99999999999999999999} | Number: expected a whole number",
        "{\"Texts\": {}} | Texts: expected a list",
        "{\"Texts\": [1]} | Texts: expected a string",
        "{\"Object\": []} | Object: expected an object",
        "{\"Object\": {\"Text\": 1}} | Object.Text: expected a string",
        "{\"Objects\": [{\"Text\": 1}]} | Objects[0].Text: expected a string",
        "[] | body: expected an object",
        "{ | invalid JSON",
        "nonsense | invalid JSON"
      })
  void aWrongTypeIsNamed(String json, String why) {
    assertThatThrownBy(
            () -> {
              var fields = fields(json);
              fields.text("Text");
              fields.flag("Flag");
              fields.number("Number");
              fields.texts("Texts");
              fields.object("Object").text("Text");
              fields.objects("Objects").forEach(object -> object.text("Text"));
            })
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(why);
  }

  @Test
  void nestingHasAnEnd() {
    var deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThatThrownBy(() -> fields(deep)).isInstanceOf(Invalid.class);
  }

  @Test
  void filtersAreListsOrWhatOldClientsSend() {
    var known = java.util.Set.of("label", "status");
    var filters = Filters.parse("{\"status\": [\"running\", \"exited\"]}", known);
    assertThat(filters.values()).containsEntry("status", List.of("running", "exited"));
    var old = Filters.parse("{\"status\": {\"running\": true}}", known);
    assertThat(old.values()).containsEntry("status", List.of("running"));
    assertThatThrownBy(() -> Filters.parse("{\"nonsense\": [\"1\"]}", known))
        .hasMessage("invalid filter 'nonsense'");
  }
}
