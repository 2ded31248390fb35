package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakCheckTest {
  @TempDir Path folder;

  @Test
  void nothingHappenedNothingLeft() {
    LeakCheck.now().assertNothingLeft("nothing");
  }

  @Test
  void seesAnOpenFile() throws IOException {
    var file = Files.createFile(folder.resolve("held"));
    var before = LeakCheck.now();
    try (var _ = FileChannel.open(file)) {
      assertThat(before.leaks()).anySatisfy(leak -> assertThat(leak).endsWith("→ " + file));
    }
    assertThat(before.leaks()).noneSatisfy(leak -> assertThat(leak).endsWith("→ " + file));
  }

  @Test
  void seesAChild() throws Exception {
    var before = LeakCheck.now();
    var child = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(before.leaks()).anySatisfy(l -> assertThat(l).matches("process: .*sleep 60"));
    } finally {
      child.destroyForcibly().waitFor();
    }
    before.assertNothingLeft("a child that ended");
  }

  @Test
  void seesATemporaryFile() throws IOException {
    var before = LeakCheck.now();
    var file = Files.createTempFile("jug", ".test");
    assertThat(before.leaks()).contains("temporary file: " + file.getFileName());
    Files.delete(file);
  }

  @Test
  void isPatientWithWhatIsEnding() throws IOException {
    var file = Files.createTempFile("jug", ".test");
    Files.delete(file);
    var before = LeakCheck.now();
    Files.createFile(file);
    var late = Thread.ofVirtual().start(() -> deleteAfterAMoment(file));
    before.assertNothingLeft("a slow teardown");
    assertThat(late).isNotNull();
  }

  @Test
  void namesEachThing() throws IOException {
    var before = LeakCheck.now();
    var file = Files.createTempFile("jug", ".test");
    assertThatThrownBy(() -> before.assertNothingLeft("a careless test", Duration.ZERO))
        .hasMessageStartingWith("left behind by a careless test:\n")
        .hasMessageContaining("\n  temporary file: " + file.getFileName());
    Files.delete(file);
  }

  private static void deleteAfterAMoment(Path file) {
    try {
      Thread.sleep(200);
      Files.delete(file);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
