package dev.jug.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.spec.Minimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContainerRecordTest {
  private static final Instant START = Instant.parse("2026-11-30T06:00:00.5Z");

  private static Instant end(Instant said) {
    var request =
        ContainerRequest.builder(new ContainerImage.Rootfs(Path.of("/")), List.of("true")).build();
    var record = ContainerRecord.created("a".repeat(64), "a", START.minusSeconds(1), request);
    var ended = record.started(1, START, Minimal.nothing()).exited(0, false, "", said);
    return Objects.requireNonNull(ended.finishedAt());
  }

  @Test
  void aRunEndsAfterItsStartWhateverTheClocksSay() {
    var later = START.plus(Duration.ofMillis(1));
    assertThat(end(later)).isEqualTo(later);
    assertThat(end(START)).isAfter(START);
    assertThat(end(START.minusSeconds(3600))).isAfter(START);
  }
}
