package dev.jug.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Failed;
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
  private static final int INSIDE = 1 << 8;

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
    try (var reader = new LogReader(directory, options, () -> false)) {
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
  void aLogThatCannotBeReadSaysWhichAndWhy() throws IOException {
    Files.createDirectory(log);
    assertThatThrownBy(() -> read(LogOptions.ALL))
        .isInstanceOf(Failed.class)
        .hasMessage("cannot read the log in " + directory + ": Is a directory");
  }

  /** Otherwise who writes faster than is read would be read for ever. */
  @Test
  void whatIsWrittenLaterIsForThoseWhoFollow() throws IOException {
    append(record(1, 1, "one\n"));
    try (var reader = new LogReader(directory, LogOptions.ALL, () -> true)) {
      append(record(1, 2, "two\n"));
      assertThat(reader.next()).isPresent();
      assertThat(reader.hasReady()).isFalse();
      assertThat(reader.next()).isEmpty();
    }
    assertThat(read(LogOptions.ALL)).containsExactly("one\n", "two\n");
  }

  @Test
  void piecesEndWithTheirLineAndKnowWhoseTheyAre() throws IOException {
    append(record(1, 1, "one\ntw"), record(2, 2, "err\n"), record(1, 3, "o\n"));
    try (var reader = new LogReader(directory, LogOptions.ALL, () -> false)) {
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
      LogReader.repair(directory);
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
    try (var reader = new LogReader(directory, LogOptions.FOLLOW, running::get)) {
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

  /** As the monitor does: the next file begins. */
  private void turn(int number) {
    log = directory.resolve("log." + number);
  }

  @Test
  void aLogHasSeveralFiles() throws IOException {
    append(record(1, 1, "one\n"), record(1, 2, "tw"));
    turn(1);
    append(record(1, 3, "o\n"), record(1, 4, "three\n"));
    turn(2);
    append(record(1, 5, "four\n"));
    Files.write(directory.resolve("log.x"), new byte[] {1});

    assertThat(read(LogOptions.ALL)).containsExactly("one\n", "tw", "o\n", "three\n", "four\n");
    assertThat(read(tail(3))).containsExactly("tw", "o\n", "three\n", "four\n");
    assertThat(read(tail(1))).containsExactly("four\n");
    var since = new LogOptions(Instant.ofEpochSecond(4), null, -1, false, true, true);
    assertThat(read(since)).containsExactly("three\n", "four\n");
    Files.delete(directory.resolve("log"));
    assertThat(read(LogOptions.ALL)).containsExactly("o\n", "three\n", "four\n");
  }

  /** The oldest files are removed in the middle of a line as well. */
  @Test
  void aLineWhoseBeginningIsGoneIsNotShown() throws IOException {
    turn(4);
    append(
        record(INSIDE | 1, 1, "35\n36\n"),
        record(2, 2, "whole\n"),
        record(1, 3, "3"),
        record(INSIDE | 1, 4, "7\n"));
    assertThat(read(LogOptions.ALL)).containsExactly("36\n", "whole\n", "3", "7\n");
    assertThat(read(tail(2))).containsExactly("whole\n", "3", "7\n");
    assertThat(read(tail(9))).containsExactly("36\n", "whole\n", "3", "7\n");
  }

  @Test
  void aReaderThatIsLeftBehindInsideALineSeesNothingOfIt() throws IOException {
    append(record(1, 1, "begun, "));
    try (var reader = new LogReader(directory, following(-1), () -> false)) {
      assertThat(text(reader)).isEqualTo("begun, ");
      turn(2);
      append(record(INSIDE | 1, 2, "and ended\n"), record(1, 3, "next\n"));
      var next = reader.next().orElseThrow();
      assertThat(new String(next.bytes(), UTF_8)).isEqualTo("next\n");
      assertThat(next.startsLine()).isTrue();
    }
  }

  /** What is removed while somebody reads is missing, and nothing else. */
  @Test
  void aReaderThatIsLeftBehindGoesOnWithWhatThereIs() throws IOException {
    append(record(1, 1, "one\n"), record(1, 2, "two\n"));
    try (var reader = new LogReader(directory, following(3), () -> false)) {
      turn(1);
      append(record(1, 3, "three\n"));
      turn(2);
      append(record(1, 4, "four\n"));
      assertThat(text(reader)).isEqualTo("one\n");
      Files.delete(directory.resolve("log"));
      Files.delete(directory.resolve("log.1"));
      assertThat(text(reader)).isEqualTo("two\n");
      assertThat(text(reader)).isEqualTo("four\n");
      assertThat(reader.next()).isEmpty();
    }
  }

  private static LogOptions following(int lines) {
    return new LogOptions(null, null, lines, true, true, true);
  }

  private static String text(LogReader reader) {
    return new String(reader.next().orElseThrow().bytes(), UTF_8);
  }

  /** Lines that were counted and are gone before they were skipped do not count for others. */
  @Test
  void theTailIsWholeAlthoughItsBeginningIsRemoved() throws IOException {
    append(record(1, 1, "one\n"), record(1, 2, "two\n"));
    turn(1);
    append(record(1, 3, "three\n"), record(1, 4, "four\n"));
    try (var reader = new LogReader(directory, tail(1), () -> false)) {
      Files.delete(directory.resolve("log"));
      assertThat(text(reader)).isEqualTo("four\n");
    }
  }

  @Test
  void aFollowerGoesFromFileToFile() throws Exception {
    var running = new AtomicBoolean(true);
    append(record(1, 1, "one\n"));
    try (var reader = new LogReader(directory, LogOptions.FOLLOW, running::get)) {
      assertThat(text(reader)).isEqualTo("one\n");
      var writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int number = 1; number <= 50; number++) {
                    turn(number);
                    append(record(1, number, number + "\n"));
                  }
                  running.set(false);
                  Files.write(directory.resolve("exit"), new byte[0]);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      for (int number = 1; number <= 50; number++) {
        assertThat(text(reader)).isEqualTo(number + "\n");
      }
      assertThat(reader.next()).isEmpty();
      writer.join();
    }
  }
}
