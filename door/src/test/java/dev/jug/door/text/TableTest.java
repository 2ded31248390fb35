package dev.jug.door.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new Table("ID", "NAME", "STATUS");
    table.row("1", "a long name", "Up");
    table.row("22", "b", "");

    assertThat(table.toString())
        .isEqualTo(
            """
            ID   NAME          STATUS
            1    a long name   Up
            22   b             \n\
            """);
  }

  @Test
  void jsonKeepsTheOrderAndEscapes() {
    var fields = new java.util.LinkedHashMap<String, String>();
    fields.put("b", "say \"hi\"\n");
    fields.put("a", "ü\u0001");

    assertThat(Json.object(fields)).isEqualTo("{\"b\":\"say \\\"hi\\\"\\n\",\"a\":\"ü\\u0001\"}");
  }
}
