package dev.jug.linux.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Root
@LeakChecked
@Timeout(30)
class ReadGateTest {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "old\n");
  }

  private Process reader() throws IOException {
    return new ProcessBuilder("cat", file.toString()).start();
  }

  private static String said(Process reader) throws IOException {
    return new String(reader.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void whatIsWrittenBeforeTheReadGoesOnIsRead() throws IOException {
    try (var gate = ReadGate.open()) {
      long inode = gate.guard(file);
      var reader = reader();
      try (var waiting = gate.await(LATE).orElseThrow()) {
        assertThat(waiting.inode()).isEqualTo(inode);
        Files.writeString(file, "new\n");
        gate.letThrough(file);
      }
      assertThat(said(reader)).isEqualTo("new\n");
    }
  }

  @Test
  void whoIsLetThroughIsNotHeardOfUntilItIsGuardedAgain() throws IOException {
    try (var gate = ReadGate.open()) {
      gate.guard(file);
      gate.letThrough(file);
      Files.writeString(file, "changed\n");
      assertThat(said(reader())).isEqualTo("changed\n");
      assertThat(gate.await(SOON)).isEmpty();

      gate.guardAgain(file);
      var reader = reader();
      try (var _ = gate.await(LATE).orElseThrow()) {
        gate.letThrough(file);
      }
      assertThat(said(reader)).isEqualTo("changed\n");
    }
  }

  @Test
  void closingLetsAllThrough() throws IOException {
    var gate = ReadGate.open();
    gate.guard(file);
    var reader = reader();
    var waiting = gate.await(LATE).orElseThrow();
    gate.close();
    assertThat(said(reader)).isEqualTo("old\n");
    waiting.close();
  }

  @Test
  void aReaderThatIsKilledDoesNotWait() throws IOException, InterruptedException {
    try (var gate = ReadGate.open()) {
      gate.guard(file);
      var reader = reader();
      try (var _ = gate.await(LATE).orElseThrow()) {
        assertThat(reader.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        reader.destroyForcibly();
        assertThat(reader.waitFor(LATE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void theEndWakesWhoWaitsForReaders() throws InterruptedException {
    try (var gate = ReadGate.open()) {
      var thread =
          Thread.ofPlatform().start(() -> assertThat(gate.await(Duration.ofSeconds(-1))).isEmpty());
      gate.end();
      assertThat(thread.join(LATE)).isTrue();
    }
  }
}
