package dev.jug.engine.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogPiece.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodLinesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.5Z");

  private final PodLines lines = new PodLines();
  private final List<String> written = new ArrayList<>();

  private void say(Stream stream, Instant time, String text) {
    var bytes = text.getBytes(UTF_8);
    lines
        .add(new LogPiece(stream, time, true, bytes, 0, bytes.length))
        .forEach(line -> written.add(new String(line.bytes(), UTF_8)));
  }

  @Test
  void aLineIsWrittenWhenItEnds() {
    say(Stream.STDOUT, NOON, "a");
    say(Stream.STDERR, NOON, "err\n");
    say(Stream.STDOUT, NOON.plusSeconds(1), "b\n");
    assertThat(written)
        .containsExactly(
            "2026-11-30T12:00:00.500Z stderr F err\n", "2026-11-30T12:00:01.500Z stdout F ab\n");
  }

  @Test
  void aLineOfTheLargestSizeIsWhole() {
    say(Stream.STDOUT, NOON, "x".repeat(16384));
    assertThat(written).isEmpty();
    say(Stream.STDOUT, NOON, "\n");
    assertThat(written).singleElement().asString().contains(" F x").hasSize(16384 + 35);
  }

  @Test
  void aLongerOneHasParts() {
    say(Stream.STDOUT, NOON, "x".repeat(16384));
    say(Stream.STDOUT, NOON, "y\n");
    assertThat(written).hasSize(2);
    assertThat(written.getFirst()).contains(" stdout P x");
    assertThat(written.getLast()).endsWith(" stdout F y\n");
  }

  @Test
  void anEmptyLineIsALine() {
    say(Stream.STDOUT, NOON, "\n");
    assertThat(written).containsExactly("2026-11-30T12:00:00.500Z stdout F \n");
  }

  @Test
  void aClockThatIsSetBackTurnsNoLinesAround() {
    say(Stream.STDOUT, NOON, "a\n");
    say(Stream.STDOUT, NOON.minusSeconds(9), "b\n");
    assertThat(written.getLast()).isEqualTo("2026-11-30T12:00:00.500Z stdout F b\n");
  }

  @Test
  void whatNobodyEndsIsWrittenInTheEnd() {
    say(Stream.STDOUT, NOON, "rest");
    assertThat(lines.rest()).hasSize(1);
    assertThat(lines.rest()).isEmpty();
  }
}
