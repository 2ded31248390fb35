package dev.jug.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.apt.AptState;
import dev.jug.engine.apt.AptState.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PackageDisplayTest {
  private final StringBuilder out = new StringBuilder();
  private Instant now = Instant.ofEpochSecond(1);

  private PackageDisplay display(boolean terminal) {
    return new PackageDisplay(out::append, terminal, () -> now);
  }

  private String taken() {
    var text = out.toString();
    out.setLength(0);
    return text;
  }

  @Test
  void elsewhereALineForEachStep() {
    try (var display = display(false)) {
      display.accept(new AptState(Step.LISTS, 0, 0, 0, 0));
      display.accept(new AptState(Step.DOWNLOADING, 0, 9, 1, 10));
      display.accept(new AptState(Step.DOWNLOADING, 0, 9, 2, 10));
      display.accept(new AptState(Step.PACKING, 9, 9, 10, 10));
    }
    assertThat(taken())
        .isEqualTo("Downloading package lists\nDownloading packages\nPacking the layer\n");
  }

  @Test
  void onATerminalOneLineIsDrawnAnewAndTakenAway() {
    try (var display = display(true)) {
      display.accept(new AptState(Step.DOWNLOADING, 0, 96, 1_000_000, 39_000_000));
      assertThat(taken()).isEqualTo("\r\033[KDownloading packages 1MB/39MB, 96 packages");
      display.accept(new AptState(Step.INSTALLING, 3, 96, 39_000_000, 39_000_000));
      assertThat(taken()).isEqualTo("\r\033[KInstalling packages 3/96");
    }
    assertThat(taken()).isEqualTo("\r\033[K");
  }

  @Test
  void itIsDrawnTenTimesASecond() {
    try (var display = display(true)) {
      display.accept(new AptState(Step.INSTALLING, 3, 96, 0, 0));
      taken();
      display.accept(new AptState(Step.INSTALLING, 4, 96, 0, 0));
      assertThat(taken()).isEmpty();
      now = now.plus(Duration.ofMillis(100));
      display.accept(new AptState(Step.INSTALLING, 5, 96, 0, 0));
      assertThat(taken()).contains("5/96");
    }
  }
}
