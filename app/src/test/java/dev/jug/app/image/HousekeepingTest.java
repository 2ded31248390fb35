package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that thinks every disk is too full. */
@EndToEnd
@Requires("command:docker-registry")
class HousekeepingTest {
  @TempDir Path folder;
  private RealRegistry registry;
  private ImageUser user;

  @BeforeEach
  void open() throws IOException {
    registry = RealRegistry.plain(folder.resolve("registry"));
    var config =
        Files.writeString(
            folder.resolve("engine.json"),
            "{\"gc\": {\"remove\": \"unused\", \"highPercent\": 1, \"lowPercent\": 0, \"plentyGiB\": 2000000,"
                + "\"minimumAge\": \"0s\", \"period\": \"200ms\"}}");
    user = new ImageUser(folder, "JUG_CONFIG=" + config);
  }

  @AfterEach
  void close() {
    user.close();
    registry.close();
  }

  @Test
  void whatCanBeHadAgainGoesWhenNobodyUsesIt() throws IOException {
    var pulled = registry.name() + "/pulled:1";
    var used = registry.name() + "/used:1";
    user.makeImage(pulled, "pulled");
    user.run("push", pulled).ok();
    user.run("rmi", pulled).ok();
    user.makeImage(used, "used");
    user.run("push", used).ok();
    user.run("run", "-d", "--name", "user", used, "sleep", "1000").ok();
    user.makeImage("here:1", "here");

    user.run("pull", used).ok();
    user.run("pull", pulled).ok();

    Jug.eventually(() -> assertThat(images()).doesNotContain("pulled").contains("used", "here"));
    Jug.eventually(() ->
        assertThat(log())
            .containsPattern(
                "gc: removed " + pulled + ", unused for 0 minutes, \\d+ bytes: the disk is"));
    assertThat(user.run("run", "--rm", pulled).text()).isEqualTo("pulled");
    user.run("rm", "-f", "user").ok();
    Jug.eventually(() -> assertThat(images()).doesNotContain("used").contains("here"));
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  @DisplayName("H1: a disk that is too full is told, and which container fills it")
  void aDiskThatStaysTooFullIsTold() throws IOException {
    user.makeImage("here:1", "here");
    user.run("run", "--name", "large", "here:1", "dd", "if=/dev/zero", "of=/x", "bs=1M", "count=9")
        .ok();
    user.run("engine", "stop").ok();

    Jug.eventually(() ->
        assertThat(user.run("events", "--since", "1h", "--until", "0s").text())
            .containsPattern("daemon disk_full .*container=large"));
    user.run("rm", "large").ok();
  }

  private String log() {
    try {
      return Files.readString(user.jug().place().resolve("run/engine.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String images() {
    return user.run("images").text();
  }

  @Test
  void settingsThatMakeNoSenseAreNamed() throws IOException {
    Files.writeString(folder.resolve("engine.json"), "{\"gc\": {\"high\": 85}}");

    var result = user.run("ps");

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("gc.high: not known");
    Files.delete(folder.resolve("engine.json"));
  }
}
