package dev.jug.build.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final Digest KEY = Digest.of(new byte[] {1});

  private final Flights flights = new Flights();

  @Test
  void theSecondOfAKeyWaitsForTheFirst() throws Exception {
    var ended = new AtomicBoolean();
    var second = new CompletableFuture<Boolean>();
    Thread waiting;
    try (var _ = flights.begin(KEY)) {
      waiting =
          Thread.ofPlatform()
              .start(() -> {
                try (var _ = flights.begin(KEY)) {
                  second.complete(ended.get());
                } catch (InterruptedException e) {
                  second.completeExceptionally(e);
                }
              });
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(flights.tryBegin(KEY)).isEmpty();
      ended.set(true);
    }
    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    waiting.join();
    assertThat(flights.tryBegin(KEY)).isPresent();
  }

  @Test
  void nothingIsClearedWhileABuildRuns() throws IOException {
    try (var _ = flights.build()) {
      assertThat(flights.whileIdle(() -> 1)).isEmpty();
    }
    assertThat(flights.whileIdle(() -> 1)).contains(1);
  }
}
