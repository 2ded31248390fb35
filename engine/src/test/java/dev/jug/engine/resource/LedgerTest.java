package dev.jug.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.resource.Ledger.Reading;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each counter counts once, whatever becomes of it. */
class LedgerTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final String NET = Ledger.NETWORK + "c1";

  private static Counts cpu(long nanos) {
    return new Counts(nanos, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static Counts received(long bytes) {
    return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, bytes, 0, 0, 0, 0);
  }

  private static Map<String, Reading> see(String name, String identity, Counts counts) {
    return Map.of(name, new Reading(identity, counts));
  }

  @Test
  void theSameCounterIsNotAddedToItself() {
    var ledger =
        Ledger.empty(NOW)
            .observed(see("self", "1", cpu(5)))
            .observed(see("self", "1", cpu(7)))
            .observed(see("self", "1", cpu(7)));

    assertThat(ledger.total()).isEqualTo(cpu(7));
  }

  @Test
  @DisplayName("A7: what was used stays on the bill when its counter is gone")
  void whatIsGoneIsNotForgotten() {
    var ledger =
        Ledger.empty(NOW)
            .observed(see("self", "1", cpu(5)))
            .observed(Map.of())
            .observed(see("self", "2", cpu(3)))
            .observed(see("self", "3", cpu(1)));

    assertThat(ledger.total()).isEqualTo(cpu(9));
  }

  @Test
  void aNetworkThatNobodyMentionsIsStillThere() {
    var ledger = Ledger.empty(NOW).observed(see(NET, "1", received(5))).observed(Map.of());

    assertThat(ledger.observed(see(NET, "1", received(8))).total()).isEqualTo(received(8));
  }

  @Test
  @DisplayName("A3: what a network carried before and after is not on the bill")
  void onlyTheTimeBetweenCounts() {
    var ledger =
        Ledger.empty(NOW)
            .joined(NET, new Reading("1", received(100)))
            .observed(see(NET, "1", received(130)))
            .left(NET)
            .observed(see(NET, "1", received(900)));

    assertThat(ledger.total()).isEqualTo(received(30));
    assertThat(ledger.observed(Map.of()).sources()).isEmpty();
    assertThat(ledger.observed(see(NET, "2", received(4))).total()).isEqualTo(received(34));
    assertThat(
            ledger
                .joined(NET, new Reading("1", received(900)))
                .observed(see(NET, "1", received(901)))
                .total())
        .isEqualTo(received(31));
  }

  @Test
  void countingBeginsAnew() {
    var ledger =
        Ledger.empty(NOW)
            .observed(see("self", "1", cpu(5)))
            .observed(see("self", "2", cpu(3)))
            .remembering(10, 50)
            .reset(NOW.plusSeconds(9), 12, 50);

    assertThat(ledger.total()).isEqualTo(Counts.ZERO);
    assertThat(ledger.since()).isEqualTo(NOW.plusSeconds(9));
    assertThat(ledger.peak()).isEqualTo(12);
    assertThat(ledger.observed(see("self", "2", cpu(4))).total()).isEqualTo(cpu(1));
    assertThat(ledger.remembering(20, 50).peak()).isEqualTo(20);
    assertThat(ledger.remembering(20, 60).peak()).isEqualTo(60);
    assertThat(ledger.remembering(1, 30).peak()).isEqualTo(30);
  }
}
