package dev.jug.buildkit.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusLogTest {
  private final StatusLog log = new StatusLog();

  @Test
  void whoComesLateHearsEverything() throws Exception {
    for (byte i = 0; i < 3; i++) {
      log.tell(new byte[] {i});
    }
    log.end();
    var heard = new ArrayList<byte[]>();
    log.follow(heard::add);
    assertThat(heard).hasSize(3).element(2).isEqualTo(new byte[] {2});
  }

  @Test
  void withoutAnybodyTheOldestIsForgotten() throws Exception {
    for (byte i = 0; i < 10; i++) {
      var news = new byte[1 << 20];
      news[0] = i;
      log.tell(news);
    }
    log.end();
    var heard = new ArrayList<Byte>();
    log.follow(news -> heard.add(news[0]));
    assertThat(heard).hasSizeBetween(4, 6).last().isEqualTo((byte) 9);
  }

  @Test
  void aFollowerThatLeavesHoldsNobodyUp() throws Exception {
    var left = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            log.follow(_ -> {
              throw new IOException("gone");
            });
          } catch (IOException | InterruptedException _) {
            left.complete(true);
          }
        });
    for (int i = 0; i < 20; i++) {
      log.tell(new byte[1 << 20]);
    }
    assertThat(left.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
