package dev.jug.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cli.image.BlobState.Direction;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Digest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TransferDisplayTest {
  private static final Digest ONE = Digest.of("one".getBytes(UTF_8));
  private static final Digest TWO = Digest.of("two".getBytes(UTF_8));

  private final StringBuilder out = new StringBuilder();
  private Instant now = Instant.EPOCH;

  private TransferDisplay display(boolean terminal) {
    return display(Direction.PULL, terminal);
  }

  private TransferDisplay display(Direction direction, boolean terminal) {
    return new TransferDisplay(direction, out::append, terminal, () -> now);
  }

  private String taken() {
    var text = out.toString().replace(ONE.shortened(), "one").replace(TWO.shortened(), "two");
    out.setLength(0);
    return text;
  }

  @Test
  void elsewhereALineForEachStep() {
    try (var display = display(false)) {
      display.update(ONE, Phase.WAITING, 0, 100);
      display.update(ONE, Phase.DOWNLOADING, 10, 100);
      display.update(ONE, Phase.DOWNLOADING, 20, 100);
      display.update(TWO, Phase.EXISTS, 5, 5);
      display.update(ONE, Phase.DONE, 100, 100);
    }
    assertThat(taken()).isEqualTo("one: Downloading\ntwo: Already exists\none: Pull complete\n");
  }

  @Test
  void whatGoesHasWordsOfItsOwn() {
    try (var display = display(Direction.PUSH, false)) {
      display.update(ONE, Phase.EXISTS, 5, 5);
      display.update(TWO, Phase.DONE, 5, 5);
    }
    assertThat(taken()).isEqualTo("one: Layer already exists\ntwo: Pushed\n");
  }

  @Test
  void onATerminalTheLinesAreDrawnAnew() {
    try (var display = display(true)) {
      display.update(ONE, Phase.WAITING, 0, 100);
      assertThat(taken()).isEqualTo("\r\033[Kone: Waiting\n");
      display.update(TWO, Phase.EXISTS, 5, 5);
      assertThat(taken()).isEqualTo("\033[1A\r\033[Kone: Waiting\n\r\033[Ktwo: Already exists\n");
    }
  }

  @Test
  void itSaysBytesAndSpeed() {
    try (var display = display(true)) {
      display.update(ONE, Phase.DOWNLOADING, 0, 100_000_000);
      now = now.plus(Duration.ofSeconds(2));
      taken();
      display.update(ONE, Phase.DOWNLOADING, 40_000_000, 100_000_000);
      assertThat(taken())
          .contains("one: Downloading [============>                 ] 40MB/100MB  20MB/s\n");
    }
  }

  /** Thousands of pieces a second must not become thousands of drawings. */
  @Test
  void itIsDrawnTenTimesASecond() {
    try (var display = display(true)) {
      display.update(ONE, Phase.DOWNLOADING, 1, 100);
      taken();
      display.update(ONE, Phase.DOWNLOADING, 2, 100);
      assertThat(taken()).isEmpty();
      now = now.plus(Duration.ofMillis(100));
      display.update(ONE, Phase.DOWNLOADING, 3, 100);
      assertThat(taken()).contains("3B/100B");
    }
  }
}
