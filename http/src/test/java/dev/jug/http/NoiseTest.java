package dev.jug.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with random damage: each connection ends, and the server goes on. */
class NoiseTest {
  private static final String VALID =
      """
      POST /echo?a=b HTTP/1.1\r
      Host: x\r
      Connection: Upgrade\r
      Upgrade: tcp\r
      Expect: 100-continue\r
      Transfer-Encoding: chunked\r
      \r
      5\r
      hello\r
      0\r
      \r
      PUT /b HTTP/1.1\r
      Host: x\r
      Content-Length: 4\r
      \r
      body\
      """;

  private static void echo(Request request, Response response) throws IOException {
    response.send("text/plain", request.body().readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void damageEndsTheConnectionAndNothingElse(long seed) throws IOException {
    var random = new Random(seed);
    try (var fixture = new Fixture(NoiseTest::echo)) {
      for (int round = 0; round < 500; round++) {
        var bytes = VALID.getBytes(ISO_8859_1);
        for (int change = random.nextInt(4); change >= 0; change--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        var answer = fixture.answer(new String(bytes, ISO_8859_1));
        assertThat(answer).matches("(?s)|HTTP/1\\.1 \\d{3} .*");
        assertThat(answer).doesNotContain("HTTP/1.1 500");
      }
      assertThat(fixture.answer(VALID)).contains("\r\n\r\nhello").endsWith("\r\n\r\nbody");
    }
  }
}
