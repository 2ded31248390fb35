package dev.jug.grpc.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 7541, appendix C, and what nobody must send. */
class FieldsTest {
  private final FieldReader reader = new FieldReader();

  private List<String> read(String hex) throws Http2Exception {
    var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return reader.read(bytes).stream().map(field -> field.name() + ": " + field.value()).toList();
  }

  @Test
  void requestsWithoutHuffmanCodingAreReadAsAppendixC3HasThem() throws Exception {
    assertThat(read("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"))
        .containsExactly(
            ":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
    assertThat(read("8286 84be 5808 6e6f 2d63 6163 6865"))
        .contains(":authority: www.example.com", "cache-control: no-cache");
    assertThat(read("8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65"))
        .containsExactly(
            ":method: GET",
            ":scheme: https",
            ":path: /index.html",
            ":authority: www.example.com",
            "custom-key: custom-value");
  }

  @Test
  void requestsWithHuffmanCodingAreReadAsAppendixC4HasThem() throws Exception {
    assertThat(read("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
        .contains(":authority: www.example.com");
    assertThat(read("8286 84be 5886 a8eb 1064 9cbf")).contains("cache-control: no-cache");
    assertThat(read("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
        .contains("custom-key: custom-value");
  }

  @Test
  void theOldestFieldsGiveWayAsInAppendixC6() throws Exception {
    read("3fe1 01"); // 256 bytes, as the appendix has it
    assertThat(
            read(
                "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6"
                    + "2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3"))
        .containsExactly(
            ":status: 302",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:21 GMT",
            "location: https://www.example.com");
    assertThat(read("4883 640e ffc1 c0bf"))
        .containsExactly(
            ":status: 307",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:21 GMT",
            "location: https://www.example.com");
    assertThatThrownBy(() -> read("c2")).hasMessageContaining("no header field has the number");
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    var fields = new ArrayList<Field>();
    for (int length : List.of(0, 1, 126, 127, 128, 254, 255, 256, 16384, 70000)) {
      fields.add(new Field("name-" + length, "\u00e9".repeat(length)));
    }
    assertThat(reader.read(FieldWriter.write(fields))).isEqualTo(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // number 0
        "be", // a number that stands for nothing yet
        "ff", // ends within a number
        "ffffffffffffffff7f", // a number that is too large
        "00", // ends before the name
        "0003 6162", // ends within the name
        "0083 ffffff 00", // padding of more than seven bits
        "0081 00 00", // padding with zeros
        "0084 ffff fffc 00", // the end of strings in a string
        "3fe2 7f", // a larger table than agreed on
      })
  void whatMakesNoSenseIsRefused(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(Http2Exception.class);
  }

  @Test
  void fewBytesThatUnfoldToManyFieldsAreRefused() throws Exception {
    int length = 4000;
    read(
        "4001 61 7f"
            + "%02x %02x".formatted((length - 127) % 128 | 128, (length - 127) / 128)
            + "62".repeat(length));
    assertThatThrownBy(() -> read("be".repeat(100))).hasMessageContaining("more than");
  }

  @Test
  void theCodeIsComplete() throws Exception {
    assertThat(new Huffman().decode(HexFormat.of().parseHex("f1e3c2e5f23a6ba0ab90f4ff")))
        .asString()
        .isEqualTo("www.example.com");
  }
}
