package dev.jug.image.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Handover handover = new Handover();

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private void send(byte[] bytes) throws IOException {
    handover.write(() -> handover.transfer(new ByteArrayInputStream(bytes)));
  }

  @Test
  void allBytesArriveInOrder() throws Exception {
    var sent = bytes(3_000_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var received = threads.submit(() -> handover.reader().readAllBytes());
      send(sent);
      assertThat(received.get()).isEqualTo(sent);
    }
  }

  @Test
  void nothingIsAnEndToo() throws IOException {
    send(new byte[0]);
    assertThat(handover.reader().read()).isEqualTo(-1);
  }

  /** It must not wait for ever for somebody who takes nothing more. */
  @Test
  void aReaderThatStopsEndsTheTransfer() throws IOException {
    handover.reader().close();
    send(bytes(10_000_000));
  }

  /** Nor for a chunk, if the reader has all of them. */
  @Test
  void aReaderThatStopsLaterEndsTheTransferToo() throws Exception {
    var reader = handover.reader();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          threads.submit(() -> {
            send(bytes(10_000_000));
            return null;
          });
      assertThat(reader.read()).isNotEqualTo(-1);
      reader.close();
      sending.get();
    }
  }

  @Test
  void theReaderHearsWhyTheWriterFailed() {
    var why = new ZipException("torn");
    assertThatThrownBy(() ->
            handover.write(() -> {
              handover.transfer(new ByteArrayInputStream(bytes(10)));
              throw why;
            }))
        .isSameAs(why);
    assertThatThrownBy(() -> handover.reader().readAllBytes()).isSameAs(why);
  }
}
