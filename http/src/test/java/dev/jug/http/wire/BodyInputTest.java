package dev.jug.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.http.message.HttpException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyInputTest {
  private static Source source(String text) {
    var bytes = text.replace('␍', '\r').replace('␊', '\n').getBytes(ISO_8859_1);
    return new Source(new ByteArrayInputStream(bytes));
  }

  private static String read(Framing framing, String text) throws IOException {
    return new String(BodyInput.of(framing, source(text)).readAllBytes(), ISO_8859_1);
  }

  @Test
  void aLengthIsAllThatIsRead() throws IOException {
    var source = source("hello, world");
    var body = BodyInput.of(new Framing.Length(5), source);
    assertThat(body.readAllBytes()).asString().isEqualTo("hello");
    assertThat(body.ended()).isTrue();
    assertThat(source.readAllBytes()).asString().isEqualTo(", world");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chunks             | 3␍␊abc␍␊2␍␊de␍␊0␍␊␍␊
          capitals and zeros | 0003␍␊abc␍␊02␍␊de␍␊000␍␊␍␊
          an extension       | 3;a="b";c␍␊abc␍␊2 ;d␍␊de␍␊0␍␊␍␊
          a trailer          | 5␍␊abcde␍␊0␍␊A: b␍␊␍␊
          """)
  void chunksAreJoined(String why, String text) throws IOException {
    var source = source(text + "next");
    var body = BodyInput.of(new Framing.Chunked(), source);
    assertThat(body.readAllBytes()).as(why).asString().isEqualTo("abcde");
    assertThat(source.readAllBytes()).asString().isEqualTo("next");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          longer than said  | 2␍␊abc␍␊0␍␊␍␊
          shorter than said | 4␍␊abc␍␊0␍␊␍␊
          LF alone          | 3␊abc␊0␊␊
          LF behind data    | 3␍␊abc␊0␍␊␍␊
          no size           | ␍␊abc␍␊0␍␊␍␊
          only an extension | ;a␍␊abc␍␊0␍␊␍␊
          a space behind    | 3 ␍␊abc␍␊0␍␊␍␊
          a sign            | +3␍␊abc␍␊0␍␊␍␊
          0x                | 0x3␍␊abc␍␊0␍␊␍␊
          too many digits   | 1000000000000003␍␊abc␍␊0␍␊␍␊
          no trailer        | 3␍␊abc␍␊0␍␊nothing␍␊␍␊
          """)
  void brokenChunksAreRefused(String why, String text) {
    assertThatThrownBy(() -> read(new Framing.Chunked(), text))
        .as(why)
        .isInstanceOfSatisfying(HttpException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void trailersAndLinesHaveLimits() {
    assertThatThrownBy(() -> read(new Framing.Chunked(), "0␍␊" + "A: b␍␊".repeat(33) + "␍␊"))
        .hasMessage("more than 32 trailers");
    assertThatThrownBy(() -> read(new Framing.Chunked(), "1;" + "a".repeat(2000) + "␍␊"))
        .hasMessage("a chunk's size has more than 1024 bytes");
  }

  @ParameterizedTest
  @CsvSource({"''", "3", "3␍␊", "3␍␊ab", "3␍␊abc", "3␍␊abc␍", "3␍␊abc␍␊0␍␊", "3␍␊abc␍␊0␍␊␍"})
  void anEndInsideIsAnError(String text) {
    assertThatThrownBy(() -> read(new Framing.Chunked(), text)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(new Framing.Length(100), text)).isInstanceOf(EOFException.class);
  }
}
