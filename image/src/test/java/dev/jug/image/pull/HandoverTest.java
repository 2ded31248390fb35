package dev.jug.image.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Handover handover = new Handover();

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @Test
  void allBytesArriveInOrder() throws Exception {
    var sent = bytes(3_000_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var received = threads.submit(() -> handover.reader().readAllBytes());
      handover.transfer(new ByteArrayInputStream(sent));
      assertThat(received.get()).isEqualTo(sent);
    }
  }

  @Test
  void nothingIsAnEndToo() throws IOException {
    handover.transfer(new ByteArrayInputStream(new byte[0]));
    assertThat(handover.reader().read()).isEqualTo(-1);
  }

  /** It must not wait for ever for somebody who takes nothing more. */
  @Test
  void aReaderThatStopsEndsTheTransfer() throws IOException {
    handover.reader().close();
    handover.transfer(new ByteArrayInputStream(bytes(10_000_000)));
  }

  @Test
  void aWriterThatFailsIsNotTakenForTheEnd() {
    handover.abandon();
    assertThatThrownBy(() -> handover.reader().read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended early");
  }
}
