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

/**
 * The grammar of RFC 9112 case by case. In the tables ␍ is CR, ␊ is LF, ␋ is a vertical tab, · is a
 * space.
 */
class HeadReaderTest {
  private static final HeadLimits LIMITS = new HeadLimits(64, 8, 200);

  private static RequestHead read(String text) throws IOException {
    var raw = text.replace('␍', '\r').replace('␊', '\n').replace('␋', '\013').replace('·', ' ');
    var bytes = raw.getBytes(ISO_8859_1);
    return new HeadReader(new Source(new ByteArrayInputStream(bytes)), LIMITS).read();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                           | GET / HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 absolute form               | GET http://x/ HTTP/1.1␍␊Host: x␍␊␍␊
          3.2.1 query                     | GET /?a=b&c HTTP/1.1␍␊Host: x␍␊␍␊
          2.2 an empty line before        | ␍␊GET / HTTP/1.1␍␊Host: x␍␊␍␊
          2.3 a higher minor version      | GET / HTTP/1.7␍␊Host: x␍␊␍␊
          2.3 HTTP/1.0 needs no Host      | GET / HTTP/1.0␍␊␍␊
          5.1 no space behind the colon   | GET / HTTP/1.1␍␊Host:x␍␊␍␊
          5.1 spaces around the value     | GET / HTTP/1.1␍␊Host: ··x··␍␊␍␊
          9110 5.5 bytes above ASCII      | GET / HTTP/1.1␍␊Host: x␍␊A: é␍␊␍␊
          9110 5.5 an empty value         | GET / HTTP/1.1␍␊Host: x␍␊A:␍␊␍␊
          9110 7.2 an empty Host          | GET / HTTP/1.1␍␊Host:␍␊␍␊
          9110 7.2 Host with a port       | GET / HTTP/1.1␍␊Host: [::1]:80␍␊␍␊
          9110 9.1 any token is a method  | a~1 / HTTP/1.1␍␊Host: x␍␊␍␊
          6.1 chunked in another case     | GET / HTTP/1.1␍␊Host: x␍␊Transfer-Encoding: Chunked␍␊␍␊
          6.2 a length                    | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: 007␍␊␍␊
          """)
  void accepts(String why, String text) throws IOException {
    assertThat(read(text).headers()).as(why).isNotNull();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.2 LF alone                   | 400 | GET / HTTP/1.1␊Host: x␊␊
          2.2 LF alone in the header     | 400 | GET / HTTP/1.1␍␊Host: x␊␍␊
          2.2 CR alone                   | 400 | GET / HTTP/1.1␍␊Host: x␍y␍␊␍␊
          2.2 two empty lines before     | 400 | ␍␊␍␊GET / HTTP/1.1␍␊Host: x␍␊␍␊
          2.2 space before the fields    | 400 | GET / HTTP/1.1␍␊ Host: x␍␊␍␊
          2.3 another major version      | 505 | GET / HTTP/2.0␍␊Host: x␍␊␍␊
          2.3 the version in lower case  | 400 | GET / http/1.1␍␊Host: x␍␊␍␊
          2.3 more digits                | 400 | GET / HTTP/1.10␍␊Host: x␍␊␍␊
          2.3 no version                 | 400 | GET /␍␊
          3   two spaces                 | 400 | GET  / HTTP/1.1␍␊Host: x␍␊␍␊
          3   a space at the end         | 400 | GET / HTTP/1.1·␍␊Host: x␍␊␍␊
          3   a space in the target      | 400 | GET /a b HTTP/1.1␍␊Host: x␍␊␍␊
          3   a tab                      | 400 | GET	/ HTTP/1.1␍␊Host: x␍␊␍␊
          3   a long line                | 414 | GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1␍␊Host: x␍␊␍␊
          3.1 no token                   | 400 | G(T / HTTP/1.1␍␊Host: x␍␊␍␊
          3.1 TLS at a plain port        | 400 | \u0016\u0003\u0001␍␊Host: x␍␊␍␊
          3.2 no slash                   | 400 | GET a HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 another scheme             | 400 | GET httpx://x/ HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 authority form             | 400 | CONNECT x:80 HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 a fragment                 | 400 | GET /#a HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 bytes above ASCII          | 400 | GET /é HTTP/1.1␍␊Host: x␍␊␍␊
          3.2 no Host                    | 400 | GET / HTTP/1.1␍␊␍␊
          3.2 two Hosts                  | 400 | GET / HTTP/1.1␍␊Host: x␍␊Host: x␍␊␍␊
          3.2 no host                    | 400 | GET / HTTP/1.1␍␊Host: x/y␍␊␍␊
          5.1 space before the colon     | 400 | GET / HTTP/1.1␍␊Host : x␍␊␍␊
          5.1 no colon                   | 400 | GET / HTTP/1.1␍␊Host: x␍␊A␍␊␍␊
          5.1 no name                    | 400 | GET / HTTP/1.1␍␊Host: x␍␊: a␍␊␍␊
          5.1 a name that is no token    | 400 | GET / HTTP/1.1␍␊Host: x␍␊A b: c␍␊␍␊
          5.2 a folded line              | 400 | GET / HTTP/1.1␍␊Host: x␍␊A: a␍␊ b␍␊␍␊
          5.5 a zero byte                | 400 | GET / HTTP/1.1␍␊Host: x␍␊A: \u0000b␍␊␍␊
          5.4 many fields                | 431 | GET / HTTP/1.1␍␊Host: x␍␊A:␍␊A:␍␊A:␍␊A:␍␊A:␍␊A:␍␊A:␍␊A:␍␊␍␊
          """)
  void refusesLines(String why, int status, String text) {
    refuses(why, status, text);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6.1 length beside chunks       | 400 | GET / HTTP/1.1␍␊Host: x␍␊Transfer-Encoding: chunked␍␊Content-Length: 1␍␊␍␊
          6.1 chunks in HTTP/1.0         | 400 | GET / HTTP/1.0␍␊Host: x␍␊Transfer-Encoding: chunked␍␊␍␊
          6.1 another encoding           | 501 | GET / HTTP/1.1␍␊Host: x␍␊Transfer-Encoding: gzip␍␊␍␊
          6.1 chunked not last           | 501 | GET / HTTP/1.1␍␊Host: x␍␊Transfer-Encoding: chunked, gzip␍␊␍␊
          6.1 chunked twice              | 501 | GET / HTTP/1.1␍␊Host: x␍␊Transfer-Encoding: chunked␍␊Transfer-Encoding: chunked␍␊␍␊
          6.3 two lengths                | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: 1␍␊Content-Length: 1␍␊␍␊
          6.3 a list of lengths          | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: 1, 1␍␊␍␊
          6.3 a sign                     | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: +1␍␊␍␊
          6.3 less than nothing          | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: -1␍␊␍␊
          9110 5.6.3 other white space   | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: ␋1␍␊␍␊
          6.3 hexadecimal                | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: 0x1␍␊␍␊
          6.3 no digits                  | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length:␍␊␍␊
          6.3 more than a long           | 400 | GET / HTTP/1.1␍␊Host: x␍␊Content-Length: 9223372036854775808␍␊␍␊
          9110 10.1.1 expecting more     | 417 | GET / HTTP/1.1␍␊Host: x␍␊Expect: wonders␍␊␍␊
          3986 2.1 half a percent        | 400 | GET /%4 HTTP/1.1␍␊Host: x␍␊␍␊
          3986 2.1 no digits             | 400 | GET /%zz HTTP/1.1␍␊Host: x␍␊␍␊
          3986 2.1 a zero byte           | 400 | GET /%00 HTTP/1.1␍␊Host: x␍␊␍␊
          3629 no UTF-8                  | 400 | GET /%ff HTTP/1.1␍␊Host: x␍␊␍␊
          3986 5.2.4 dots                | 400 | GET /a/../b HTTP/1.1␍␊Host: x␍␊␍␊
          3986 5.2.4 encoded dots        | 400 | GET /a/%2e%2E/b HTTP/1.1␍␊Host: x␍␊␍␊
          """)
  void refusesMeanings(String why, int status, String text) {
    refuses(why, status, text);
  }

  private static void refuses(String why, int status, String text) {
    assertThatThrownBy(() -> read(text))
        .as(why)
        .isInstanceOfSatisfying(
            HttpException.class, e -> assertThat(e.status()).as(e.reason()).isEqualTo(status));
  }

  @Test
  void aHeaderHasALimitOfBytes() {
    var text = "GET / HTTP/1.1␍␊Host: x␍␊A: " + "a".repeat(200) + "␍␊␍␊";
    assertThatThrownBy(() -> read(text)).hasMessage("the header has more than 193 bytes");
  }

  @Test
  void anEndInsideIsNoRequest() {
    assertThatThrownBy(() -> read("GET / HTTP/1.1␍␊Hos")).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 |                        | true
          HTTP/1.1 | Connection: close      | false
          HTTP/1.1 | Connection: a, CLOSE   | false
          HTTP/1.0 |                        | false
          HTTP/1.0 | Connection: keep-alive | true
          """)
  void persistsAsVersionAndConnectionSay(String version, String field, boolean persists)
      throws IOException {
    var line = field == null ? "" : field + "␍␊";
    assertThat(read("GET / " + version + "␍␊Host: x␍␊" + line + "␍␊").persists())
        .isEqualTo(persists);
  }

  @Test
  void whatIsShownOfANonsenseIsHarmless() {
    assertThatThrownBy(() -> read("\u001b[31m" + "<".repeat(58) + "␍␊"))
        .hasMessageStartingWith("no request line: ?[31m<<<")
        .hasMessageEndingWith("…");
  }
}
