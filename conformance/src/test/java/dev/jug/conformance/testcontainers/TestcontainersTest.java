package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What users of Testcontainers write runs, and what they leave is reaped. */
@EndToEnd
@Requires("command:mmdebstrap")
class TestcontainersTest {
  @TempDir static Path folder;
  private static User user;

  @BeforeAll
  static void open() {
    user = new User(folder);
  }

  /** The reaper goes last, by itself, when its JVM has been gone for a while. */
  @AfterEach
  void nothingIsLeft() {
    Jug.eventually(() -> {
      assertThat(user.docker().jug().run("ps", "-aq").text()).isEmpty();
      assertThat(user.docker().jug().run("network", "ls", "-q").text().lines()).hasSize(3);
    });
  }

  @AfterAll
  static void close() {
    user.close();
  }

  @TestFactory
  Stream<DynamicTest> containers() throws IOException {
    return user.runs(Containers.class);
  }

  @TestFactory
  Stream<DynamicTest> waits() throws IOException {
    return user.runs(Waits.class);
  }

  @TestFactory
  Stream<DynamicTest> conditions() throws IOException {
    return user.runs(Conditions.class);
  }

  @TestFactory
  Stream<DynamicTest> networks() throws IOException {
    return user.runs(Networks.class);
  }

  @TestFactory
  Stream<DynamicTest> builds() throws IOException {
    return user.runs(Built.class);
  }

  @TestFactory
  Stream<DynamicTest> copies() throws IOException {
    return user.runs(Copied.class);
  }

  @TestFactory
  Stream<DynamicTest> logs() throws IOException {
    return user.runs(Logged.class);
  }

  /** They are nobody's to reap. */
  @Test
  void theNextProgramFindsAContainerThatMayBeUsedAgain() {
    var first = reused("99");
    assertThat(reused("99")).isEqualTo(first);
    var other = reused("98");
    assertThat(other).isNotEqualTo(first);
    user.docker().jug().run("stop", "-t", "0", first).ok();
    var anew = reused("99");
    assertThat(anew).isNotEqualTo(first);
    user.docker().jug().run("rm", "-f", first, other, anew).ok();
  }

  private static String reused(String seconds) {
    var ended = Jug.finish(user.begin(Reused.class, "sleep", seconds), new byte[0]);
    return ended
        .ok()
        .out()
        .lines()
        .filter(line -> line.matches("[0-9a-f]{64}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(ended.toString()));
  }

  @Test
  void whatAKilledJvmLeftIsReaped() throws Exception {
    var process = user.begin(Killed.class);
    try (var out = process.inputReader()) {
      var id = out.readLine();
      assertThat(id).matches("[0-9a-f]{64}");
      assertThat(user.docker().jug().run("ps", "-q", "--no-trunc").text()).contains(id);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
