package dev.jug.engine.pod;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine that was killed has written, and did not note. */
class PodLogFileTest {
  private static final Instant ONE = Instant.parse("2026-11-30T00:00:01.000000001Z");
  private static final Instant TWO = Instant.parse("2026-11-30T00:00:02Z");

  @TempDir Path folder;
  private Path file;
  private PodLogPosition noted;

  @BeforeEach
  void writeOneLine() throws IOException {
    file = folder.resolve("logs/0.log");
    try (var log = PodLogFile.open(file)) {
      log.write(new PodLines.Line(ONE, (ONE + " stdout F a\n").getBytes(US_ASCII)));
      noted = log.noted(PodLogPosition.START.after(ONE));
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @Test
  void linesBehindTheNoteCount() throws IOException {
    append(ONE + " stdout F b\n" + TWO + " stderr F c\n" + TWO + " stdout P d\n");
    var position = PodLogFile.recovered(noted, file);
    assertThat(position.time()).isEqualTo(TWO);
    assertThat(position.count()).isEqualTo(2);
    assertThat(position.size()).isEqualTo(Files.size(file));
  }

  @Test
  void linesOfTheTimeThatWasNotedCountOn() throws IOException {
    append(ONE + " stdout F b\n");
    assertThat(PodLogFile.recovered(noted, file).count()).isEqualTo(2);
  }

  @Test
  void aLineThatIsNotWholeIsCutOff() throws IOException {
    long whole = Files.size(file);
    append(TWO + " stdout F hal");
    assertThat(PodLogFile.recovered(noted, file)).isEqualTo(noted);
    assertThat(Files.size(file)).isEqualTo(whole);
  }

  @Test
  void aFileIsFoundUnderTheNameItHasNow() throws IOException {
    append(TWO + " stdout F b\n");
    Files.move(file, file.resolveSibling("0.log.20261130-000000"));
    assertThat(PodLogFile.recovered(noted, file).time()).isEqualTo(TWO);
    Files.writeString(file, "of somebody else\n");
    assertThat(PodLogFile.recovered(noted, file).time()).isEqualTo(TWO);
  }

  @Test
  void aFileThatIsGoneOrShorterSaysNothing() throws IOException {
    Files.writeString(file, "");
    assertThat(PodLogFile.recovered(noted, file)).isEqualTo(noted);
    Files.delete(file);
    assertThat(PodLogFile.recovered(noted, file)).isEqualTo(noted);
  }

  @Test
  void aNoteIsReadAsItWasWritten() throws IOException {
    var note = folder.resolve("note");
    noted.write(note);
    assertThat(PodLogPosition.read(note)).isEqualTo(noted);
    Files.writeString(note, "2026 words that nobody understands\n");
    assertThat(PodLogPosition.read(note)).isEqualTo(PodLogPosition.START);
  }
}
