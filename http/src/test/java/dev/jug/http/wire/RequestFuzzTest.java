package dev.jug.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.http.message.HttpException;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a client sends, it is requests, a refusal with a status, or it ends too early. */
@Timeout(24 * 3600)
class RequestFuzzTest {
  private static final int MOST_REQUESTS = 10_000;

  @Test
  void requests() {
    Fuzz.of(
            Corpus.of(RequestFuzzTest.class, "corpus"),
            20_000,
            "\r\n",
            "\r\n\r\n",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "ffffffffffffffff\r\n",
            "%00",
            "HTTP/1.1")
        .run(RequestFuzzTest::read);
  }

  private static void read(byte[] input) throws IOException {
    var source = new Source(new ByteArrayInputStream(input));
    var heads = new HeadReader(source, new HeadLimits(1000, 20, 1000));
    try {
      for (int count = 0; count < MOST_REQUESTS; count++) {
        var head = heads.read();
        BodyInput.of(head.framing(), source).transferTo(OutputStream.nullOutputStream());
      }
    } catch (HttpException e) {
      assertThat(e.status()).isBetween(400, 599);
      assertThat(e.getMessage()).isNotBlank();
    } catch (EOFException _) {
      // The client is gone.
    }
  }
}
