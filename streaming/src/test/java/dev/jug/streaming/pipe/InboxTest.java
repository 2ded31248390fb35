package dev.jug.streaming.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
  private final AtomicLong consumed = new AtomicLong();
  private final Inbox inbox = new Inbox(4096, consumed::addAndGet);

  /** Any pieces in, any pieces out: the same bytes, and each is reported. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatGoesInComesOut(long seed) throws Exception {
    var chance = new Random(seed);
    var all = new byte[300_000];
    chance.nextBytes(all);
    var filler = Thread.ofVirtual().start(() -> fill(all, new Random(seed + 100)));
    var out = new ByteArrayOutputStream();
    var piece = new byte[5000];
    int offset = chance.nextInt(10);
    for (int n = inbox.read(piece, offset, chance.nextInt(1, 4990));
        n >= 0;
        n = inbox.read(piece, offset, chance.nextInt(1, 4990))) {
      out.write(piece, offset, n);
      assertThat(inbox.available()).isLessThanOrEqualTo(4096);
    }
    filler.join();
    assertThat(out.toByteArray()).isEqualTo(all);
    assertThat(consumed).hasValue(all.length);
  }

  private void fill(byte[] all, Random chance) {
    try {
      for (int at = 0; at < all.length; ) {
        int part = Math.min(all.length - at, chance.nextInt(9000));
        inbox.put(Arrays.copyOfRange(all, at, at + part), part);
        at += part;
      }
      inbox.end();
    } catch (IOException e) {
      inbox.fail(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void closingLetsGoWhoWaits() throws Exception {
    var filler = Thread.ofVirtual().start(() -> fill(new byte[100_000], new Random(1)));
    while (inbox.room() > 0) {
      Thread.onSpinWait();
    }
    inbox.close();
    filler.join();
    assertThat(consumed).hasValue(100_000);
    assertThatThrownBy(inbox::read).hasMessage("the stream is closed");
  }

  @Test
  void failingIsNoEnd() throws IOException {
    inbox.put(new byte[10], 10);
    inbox.fail("gone");
    assertThatThrownBy(inbox::read).hasMessage("gone");
  }

  @Test
  void whatWasSentBeforeTheEndIsRead() throws IOException {
    inbox.put(new byte[10], 10);
    inbox.end();
    inbox.fail("gone");
    assertThat(inbox.readAllBytes()).hasSize(10);
  }
}
