package dev.jug.docker.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.docker.stream.Output.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void eachPieceSaysWhatItIsOfAndHowLong() throws IOException {
    var output = new Output(sent, false);
    output.write(Stream.STDOUT, "out".getBytes(US_ASCII));
    output.write(Stream.STDERR, new byte[300]);

    assertThat(sent.toByteArray())
        .startsWith(1, 0, 0, 0, 0, 0, 0, 3, 'o', 'u', 't', 2, 0, 0, 0, 0, 0, 1, 44)
        .hasSize(8 + 3 + 8 + 300);
  }

  @Test
  void aTerminalsOutputIsAsItIs() throws IOException {
    new Output(sent, true).write(Stream.STDOUT, "out".getBytes(US_ASCII));
    assertThat(sent.toByteArray()).isEqualTo("out".getBytes(US_ASCII));
  }
}
