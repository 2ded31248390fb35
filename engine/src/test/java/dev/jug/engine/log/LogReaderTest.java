package dev.jug.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void place() {
    log = directory.resolve("log");
  }

  private static byte[] record(int stream, long second, String text) {
    var bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(16 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(stream)
        .putInt(bytes.length)
        .putLong(second * 1_000_000_000L)
        .put(bytes)
        .array();
  }

  private void append(byte[]... records) throws IOException {
    for (var record : records) {
      Files.write(log, record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private List<String> read(LogOptions options) {
    var pieces = new ArrayList<String>();
    try (var reader = new LogReader(log, options, () -> false)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        pieces.add(new String(piece.get().bytes(), UTF_8));
      }
    }
    return pieces;
  }

  private static LogOptions tail(int lines) {
    return new LogOptions(null, null, lines, false, true, true);
  }

  @Test
  void aLogThatIsNotThereIsEmpty() {
    assertThat(read(LogOptions.ALL)).isEmpty();
    assertThat(read(tail(3))).isEmpty();
  }

  @Test
  void piecesEndWithTheirLineAndKnowWhoseTheyAre() throws IOException {
    append(record(1, 1, "one\ntw"), record(2, 2, "err\n"), record(1, 3, "o\n"));
    try (var reader = new LogReader(log, LogOptions.ALL, () -> false)) {
      assertThat(reader.next()).hasValueSatisfying(p -> assertThat(p.startsLine()).isTrue());
      assertThat(reader.next())
          .hasValueSatisfying(p -> assertThat(new String(p.bytes(), UTF_8)).isEqualTo("tw"));
      assertThat(reader.next())
          .hasValueSatisfying(p -> assertThat(p.stream()).isEqualTo(LogPiece.Stream.STDERR));
      assertThat(reader.next())
          .hasValueSatisfying(p -> {
            assertThat(p.startsLine()).isFalse();
            assertThat(p.time()).isEqualTo(Instant.ofEpochSecond(3));
          });
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void aLastRecordThatIsNotWholeIsIgnoredWhereverItEnds() throws IOException {
    var whole = record(1, 1, "whole\n");
    var last = record(1, 2, "last\n");
    for (int cut = 0; cut < last.length; cut++) {
      Files.deleteIfExists(log);
      append(whole, java.util.Arrays.copyOf(last, cut));
      assertThat(read(LogOptions.ALL)).containsExactly("whole\n");
      LogReader.repair(log);
      append(record(1, 3, "after\n"));
      assertThat(read(LogOptions.ALL)).containsExactly("whole\n", "after\n");
    }
  }

  @Test
  void theTailCountsLinesNotRecords() throws IOException {
    append(record(1, 1, "a\nb\nc"), record(2, 1, "x\n"), record(1, 1, "c\nd\n"));
    assertThat(read(tail(0))).isEmpty();
    assertThat(read(tail(1))).containsExactly("d\n");
    assertThat(read(tail(2))).containsExactly("x\n", "d\n");
    assertThat(read(tail(99))).hasSize(6);
  }

  @Test
  void timesAndStreamsChoose() throws IOException {
    append(record(1, 1, "1\n"), record(2, 2, "2\n"), record(1, 3, "3\n"));
    var since = new LogOptions(Instant.ofEpochSecond(2), null, -1, false, true, true);
    var until = new LogOptions(null, Instant.ofEpochSecond(3), -1, false, true, true);
    var out = new LogOptions(null, null, -1, false, true, false);
    assertThat(read(since)).containsExactly("2\n", "3\n");
    assertThat(read(until)).containsExactly("1\n", "2\n");
    assertThat(read(out)).containsExactly("1\n", "3\n");
  }

  @Test
  void largeRecordsAndManyOfThemComeThrough() throws IOException {
    var expected = new ByteArrayOutputStream();
    for (int i = 0; i < 300; i++) {
      var text = ("" + (char) ('a' + i % 26)).repeat(i * 997 % 200_000) + "\n";
      append(record(1, i, text));
      expected.write(text.getBytes(UTF_8));
    }
    assertThat(String.join("", read(LogOptions.ALL))).isEqualTo(expected.toString(UTF_8));
  }

  @Test
  void followingEndsWithTheContainerAndMissesNothing() throws Exception {
    var running = new AtomicBoolean(true);
    var seen = new ArrayList<String>();
    try (var reader = new LogReader(log, LogOptions.FOLLOW, running::get)) {
      var follower =
          Thread.ofVirtual()
              .start(() -> {
                for (var p = reader.next(); p.isPresent(); p = reader.next()) {
                  seen.add(new String(p.get().bytes(), UTF_8));
                }
              });
      for (int i = 0; i < 100; i++) {
        append(record(1, i, i + "\n"));
      }
      running.set(false);
      Files.writeString(directory.resolve("container.json"), "ended");
      assertThat(follower.join(java.time.Duration.ofSeconds(10))).isTrue();
    }
    assertThat(seen).hasSize(100).endsWith("99\n");
  }
}
