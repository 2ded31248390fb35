package dev.jug.grpc.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
  private static ProtoReader read(String hex) throws ProtoException {
    return ProtoReader.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static String hex(ProtoWriter.Fields fields) {
    return HexFormat.of().formatHex(ProtoWriter.message(fields));
  }

  @Test
  void theExamplesOfTheEncodingGuideAreWrittenAndRead() throws Exception {
    assertThat(hex(out -> out.number(1, 150))).isEqualTo("089601");
    assertThat(hex(out -> out.text(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(hex(out -> out.message(3, inner -> inner.number(1, 150)))).isEqualTo("1a03089601");
    assertThat(hex(out -> out.number(1, -2))).isEqualTo("08feffffffffffffffff01");
    assertThat(read("089601").number(1)).isEqualTo(150);
    assertThat(read("120774657374696e67").text(2)).isEqualTo("testing");
    assertThat(read("1a03089601").message(3).number(1)).isEqualTo(150);
    assertThat(read("08feffffffffffffffff01").number(1)).isEqualTo(-2);
  }

  @Test
  void whatIsEmptyIsLeftOutAndReadAsEmpty() throws Exception {
    assertThat(hex(out -> out.number(1, 0).flag(2, false).text(3, "").texts(4, Map.of())))
        .isEmpty();
    var empty = read("");
    assertThat(empty.number(1)).isZero();
    assertThat(empty.flag(2)).isFalse();
    assertThat(empty.text(3)).isEmpty();
    assertThat(empty.map(4)).isEmpty();
    assertThat(empty.has(1)).isFalse();
  }

  @Test
  void mapsListsAndTimesComeBack() throws Exception {
    var in =
        ProtoReader.of(
            ProtoWriter.message(out ->
                out.texts(1, Map.of("a", "1", "b", ""))
                    .text(2, "x")
                    .text(2, "y")
                    .time(3, Instant.ofEpochSecond(5, 7))));
    assertThat(in.map(1)).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(in.texts(2)).isEqualTo(List.of("x", "y"));
    assertThat(in.text(2)).as("the last of several").isEqualTo("y");
    assertThat(in.message(3).number(1)).isEqualTo(5);
    assertThat(in.message(3).number(2)).isEqualTo(7);
  }

  @Test
  void fieldsOfEveryKindAreStepped() throws Exception {
    assertThat(read("09 0102030405060708 15 01020304 1801").number(3)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08", // ends within a number
        "0a05 6162", // ends within bytes
        "0aff ffff ffff ffff ffff 01 61", // a length below zero
        "09 0102", // ends within eight bytes
        "0b", // a group
        "08ff ffff ffff ffff ffff ff01", // a number that is too long
      })
  void whatIsNoMessageIsRefused(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(ProtoException.class);
  }

  @Test
  void fieldsOfAnotherKindAreRefused() throws Exception {
    assertThatThrownBy(() -> read("0801").text(1)).hasMessageContaining("another kind");
    assertThatThrownBy(() -> read("0a0161").number(1)).hasMessageContaining("another kind");
    assertThatThrownBy(() -> read("0a01ff").text(1)).hasMessageContaining("UTF-8");
  }
}
