package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedLimitsTest {
  private static final Path DISK = Path.of("/dev/sda");
  private static final Path OTHER = Path.of("/dev/sdb");

  private static FixedLimits of(List<DeviceRate> reads, List<DeviceRate> writes) {
    return new FixedLimits(60L, true, null, null, List.of(), reads, writes, List.of(), List.of());
  }

  @Test
  void aNewRateTakesThePlaceOfThatOfTheSameDevice() {
    var reads = List.of(new DeviceRate(DISK, 1), new DeviceRate(OTHER, 2));
    var old = of(reads, List.of(new DeviceRate(DISK, 3)));

    var rated = old.rated(of(List.of(new DeviceRate(DISK, 9)), List.of()));

    assertThat(rated.readBytes())
        .containsExactly(new DeviceRate(DISK, 9), new DeviceRate(OTHER, 2));
    assertThat(rated.writeBytes()).containsExactly(new DeviceRate(DISK, 3));
  }

  @Test
  void whatIsNotOfBlockDevicesStays() {
    var rated = of(List.of(), List.of()).rated(FixedLimits.NONE);

    assertThat(rated.swappiness()).isEqualTo(60);
    assertThat(rated.oomKillDisabled()).isTrue();
  }
}
