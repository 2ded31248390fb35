package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jug build --daemonless}: no engine is left that was not there before. */
@EndToEnd
class DaemonlessTest {
  @TempDir Path folder;
  private Jug jug;

  @BeforeEach
  void open() throws IOException {
    jug = new Jug();
    dockerfile("FROM scratch\nCOPY file /\n");
    Files.writeString(folder.resolve("file"), "content");
  }

  @AfterEach
  void close() {
    jug.close();
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), text);
  }

  private Result build() {
    return jug.run("build", "--daemonless", "-t", "alone:1", folder.toString());
  }

  private String status() {
    return jug.run("engine", "status").out().strip();
  }

  @Test
  void theEngineOfTheBuildEndsWithItAndItsImageStays() {
    build().ok();
    assertThat(status()).isEqualTo("engine: not running");

    assertThat(jug.run("images", "-q", "alone:1").ok().text()).isNotEmpty();
  }

  @Test
  void aBuildThatFailsLeavesNoneEither() throws IOException {
    dockerfile("FROM scratch\nCOPY none /\n");

    assertThat(build().code()).isEqualTo(1);
    assertThat(status()).isEqualTo("engine: not running");
  }

  @Test
  void anEngineThatOthersUseStays() {
    jug.run("version").ok();
    long before = jug.enginePid();
    build().ok();

    assertThat(jug.enginePid()).isEqualTo(before);
  }
}
