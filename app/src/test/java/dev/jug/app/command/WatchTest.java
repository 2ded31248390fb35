package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is seen of containers over time: health and events, through the commands. */
@EndToEnd
class WatchTest {
  private static Jug jug;
  private static String rootfs;

  @BeforeAll
  static void open() {
    jug = new Jug();
    rootfs = BusyboxRootfs.shared().toString();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void remove() {
    jug.run("rm", "-f", "web");
  }

  /** A container named web that sleeps, with more options. */
  private static void web(String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", "web"));
    words.addAll(List.of(options));
    words.addAll(List.of("--rootfs", rootfs, "sleep", "1000"));
    jug.run(words.toArray(String[]::new)).ok();
  }

  private static String inspect(String template) {
    return jug.run("inspect", "-f", template, "web").text();
  }

  private static void awaitHealth(String status) {
    Jug.eventually(() -> assertThat(inspect("{{.State.Health.Status}}")).isEqualTo(status));
  }

  @Test
  void itsHealthIsSeen() {
    web(
        "--health-cmd",
        "echo looked; test -e /dev/shm/well",
        "--health-interval=100ms",
        "--health-retries=2",
        "--tmpfs=/dev/shm");
    awaitHealth("unhealthy");
    assertThat(jug.run("ps").text()).contains("(unhealthy)");
    assertThat(inspect("{{(index .State.Health.Log 0).Output}}")).isEqualTo("looked");

    jug.run("exec", "web", "touch", "/dev/shm/well").ok();

    awaitHealth("healthy");
    jug.run("engine", "stop").ok();
    assertThat(jug.run("ps").text()).contains("(healthy)");
    jug.run("exec", "web", "rm", "/dev/shm/well").ok();
    awaitHealth("unhealthy");
    assertThat(
            jug.run("events", "--since", "1m", "--until", "0s", "-f", "event=health_status").text())
        .contains("health_status: unhealthy");
  }

  @Test
  void aCheckThatHangsIsKilled() {
    web("--health-cmd", "sleep 77", "--health-interval=50ms", "--health-timeout=200ms");

    Jug.eventually(() ->
        assertThat(inspect("{{json .State.Health.Log}}"))
            .contains("Health check exceeded timeout (200ms)"));

    assertThat(inspect("{{(index .State.Health.Log 0).ExitCode}}")).isEqualTo("-1");
  }

  @Test
  void whatHappenedIsTold() {
    web("-l", "tier=x");
    jug.run("exec", "web", "true").ok();
    jug.run("kill", "web").ok();
    jug.run("wait", "web").ok();

    var format = "{{.Type}} {{.Action}} {{.Actor.Attributes.name}}";
    var told =
        jug.run(
            "events", "--since", "1m", "--until", "0s", "-f", "label=tier=x", "--format", format);

    assertThat(told.text().lines())
        .containsSubsequence(
            "container create web",
            "container start web",
            "container exec_create: true web",
            "container exec_start: true web",
            "container die web");
    assertThat(
            jug.run(
                    "events",
                    "--since",
                    "1m",
                    "--until",
                    "0s",
                    "-f",
                    "event=die",
                    "--format",
                    "json")
                .text())
        .contains("\"status\":\"die\"", "\"exitCode\":\"137\"", "\"Type\":\"container\"");
  }

  @Test
  void whatHappensIsToldAsItHappens() throws Exception {
    var listener = jug.begin("events", "-f", "event=start");
    try {
      Jug.eventually(() -> {
        web();
        jug.run("rm", "-f", "web").ok();
        try {
          assertThat(listener.getInputStream().available()).isPositive();
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
      assertThat(new String(listener.getInputStream().readNBytes(60), StandardCharsets.UTF_8))
          .containsPattern("^\\d{4}-\\d\\d-\\d\\dT.* container start [0-9a-f]+");
    } finally {
      listener.destroy();
      listener.waitFor();
    }
  }

  @Test
  void theEngineSaysWhatItIs() {
    web();
    jug.run("pause", "web").ok();

    assertThat(jug.run("info").text())
        .contains("Containers: 1", "Running: 0", "Paused: 1", "Cgroup Driver: cgroupfs");
    assertThat(jug.run("system", "info", "-f", "{{.ContainersPaused}} {{.OSType}}").text())
        .isEqualTo("1 linux");
    assertThat(jug.run("version", "--format", "{{.Server.Version}}").text())
        .isEqualTo(jug.run("version", "-f", "{{.Client.Version}}").text())
        .isNotEmpty();
    assertThat(jug.run("version").text()).contains("Client:", "Server:", "KernelVersion:");
  }
}
