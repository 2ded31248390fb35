package dev.jug.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.spec.Minimal;
import dev.jug.engine.view.ContainerStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContainerRecordTest {
  private static final Instant START = Instant.parse("2026-11-30T06:00:00.5Z");

  private static ContainerRecord created() {
    var request =
        ContainerRequest.builder(new ContainerImage.Rootfs(Path.of("/")), List.of("true")).build();
    return ContainerRecord.created("a".repeat(64), "a", START.minusSeconds(1), request);
  }

  private static Instant end(Instant said) {
    var ended = created().started(1, START, Minimal.nothing()).exited(0, false, "", said);
    return Objects.requireNonNull(ended.finishedAt());
  }

  @Test
  void aRunEndsAfterItsStartWhateverTheClocksSay() {
    var later = START.plus(Duration.ofMillis(1));
    assertThat(end(later)).isEqualTo(later);
    assertThat(end(START)).isAfter(START);
    assertThat(end(START.minusSeconds(3600))).isAfter(START);
  }

  @Test
  void oneThatRunsAgainForgetsHowItEndedButNotWhen() {
    var end = START.plusSeconds(5);
    var ended =
        created().started(1, START, Minimal.nothing()).orderedToEnd().exited(9, true, "no", end);
    var again = ended.started(2, end.plusSeconds(1), Minimal.nothing());
    assertThat(again.finishedAt()).isEqualTo(end);
    assertThat(again.startedAt()).isEqualTo(end.plusSeconds(1));
    assertThat(again.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(again.exitCode()).isZero();
    assertThat(again.oomKilled()).isFalse();
    assertThat(again.error()).isEmpty();
    assertThat(again.ordered()).isFalse();
  }
}
