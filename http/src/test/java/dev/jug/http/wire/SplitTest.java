package dev.jug.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** How bytes arrive makes no difference. */
class SplitTest {
  private static final String TWO =
      "POST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nA: 1\r\na: 2\r\n\r\n"
          + "3\r\nabc\r\n3e8;x=y\r\n"
          + "z".repeat(1000)
          + "\r\n0\r\nT: u\r\n\r\n"
          + "PUT /e HTTP/1.1\r\nHost: x\r\nContent-Length: 600\r\n\r\n"
          + "y".repeat(600)
          + "rest";

  /** As much as was asked for, but never beyond a border. */
  private static final class Parts extends InputStream {
    private final byte[] bytes;
    private final int border;
    private final int step;
    private int at;

    Parts(byte[] bytes, int border, int step) {
      this.bytes = bytes;
      this.border = border;
      this.step = step;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == bytes.length) {
        return -1;
      }
      int end = at < border ? border : bytes.length;
      int count = Math.min(Math.min(length, step), end - at);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }

  private static String read(InputStream in) throws IOException {
    var source = new Source(in);
    var heads = new HeadReader(source, new HeadLimits(1000, 20, 1000));
    var seen = new StringBuilder();
    for (int count = 0; count < 2; count++) {
      var head = heads.read();
      var body = BodyInput.of(head.framing(), source).readAllBytes();
      seen.append(head).append(new String(body, ISO_8859_1)).append('\n');
    }
    return seen.append(new String(source.readAllBytes(), ISO_8859_1)).toString();
  }

  @Test
  void anySplitIsTheSameRequest() throws IOException {
    var bytes = TWO.getBytes(ISO_8859_1);
    var whole = read(new ByteArrayInputStream(bytes));
    assertThat(whole).contains("segments=[a b]", "abczzz", "segments=[e]").endsWith("\nrest");
    for (int border = 1; border < bytes.length; border++) {
      assertThat(read(new Parts(bytes, border, bytes.length)))
          .as("split at " + border)
          .isEqualTo(whole);
    }
    for (int step = 1; step < 20; step++) {
      assertThat(read(new Parts(bytes, 0, step))).as("steps of " + step).isEqualTo(whole);
    }
  }
}
