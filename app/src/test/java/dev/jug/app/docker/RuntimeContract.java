package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a container does, whoever makes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RuntimeContract {
  static final String SETTINGS = "{\"runtimes\": {\"runc\": {}, \"crun\": {\"path\": \"crun\"}}}";

  private static final String SERVE =
      "trap 'echo bye; exit 4' TERM; echo hi; while :; do sleep 0.05; done";
  private static final List<String> GROUPS =
      List.of("memory/memory.limit_in_bytes", "memory.max", "pids/pids.max", "pids.max");

  private final String runtime;
  private Path folder;
  private Jug jug;
  private Docker docker;

  RuntimeContract(String runtime) {
    this.runtime = runtime;
  }

  @BeforeAll
  void open(@TempDir Path place) throws IOException {
    folder = place;
    jug = new Jug();
    start();
    docker = new Docker(folder, jug);
  }

  private void start() throws IOException {
    var settings = Files.writeString(folder.resolve("engine.json"), SETTINGS);
    jug.run("engine", "start", "--config-file", settings.toString()).ok();
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  void close() {
    docker.close();
  }

  private List<String> words(String... more) {
    var words = new ArrayList<>(List.of("run", "--runtime", runtime));
    words.addAll(List.of(more));
    return words;
  }

  private Result run(String... more) {
    return docker.run(words(more).toArray(String[]::new));
  }

  private String out(String... words) {
    return docker.run(words).text();
  }

  @Test
  @DisplayName("F15: the engine drives runtimes of others as it does its own")
  void outputErrorsAndExitCodeComeBack() {
    var said = run("--rm", "box:1", "sh", "-c", "echo out; echo err >&2; exit 7");

    assertThat(said.code()).as(said.toString()).isEqualTo(7);
    assertThat(said.out()).isEqualTo("out\n");
    assertThat(said.err()).isEqualTo("err\n");
    for (int i = 0; i < 5; i++) {
      assertThat(run("--rm", "box:1").text()).isEqualTo("hello");
    }
    Jug.eventually(() -> assertThat(out("ps", "-aq")).isEmpty());
  }

  @Test
  void inputReachesTheProcessAndEnds() {
    var words = words("-i", "--rm", "box:1", "sh", "-c", "cat; exit 3").toArray(String[]::new);
    var said = docker.feed("one\ntwo\n", words);

    assertThat(said.out()).isEqualTo("one\ntwo\n");
    assertThat(said.code()).isEqualTo(3);
  }

  @Test
  void aTerminalIsOne() {
    var command = String.join(" ", Jug.program(), "run", "--rm", "-it", "--runtime", runtime);
    var script = "stty rows 30 cols 90; " + command;
    var line = " box:1 sh -c 'tty; stty size; read a; echo got $a'";
    var screen = jug.inTerminal(script + line, "30 90", "x\r");

    assertThat(screen.out()).contains("/dev/pts/0").contains("got x");
    run("-dt", "--name", "tty", "box:1", "sh", "-c", SERVE).ok();
    assertThat(out("exec", "-t", "tty", "tty")).isEqualTo("/dev/pts/1");
    Jug.eventually(() -> assertThat(out("logs", "tty")).isEqualTo("hi"));
  }

  @Test
  void itIsStoppedKilledAndRemoved() {
    run("-d", "--name", "one", "box:1", "sh", "-c", SERVE).ok();
    Jug.eventually(() -> assertThat(out("logs", "one")).isEqualTo("hi"));
    out("stop", "-t", "5", "one");

    assertThat(out("wait", "one")).isEqualTo("4");
    assertThat(out("logs", "one")).isEqualTo("hi\nbye");
    out("start", "one");
    out("kill", "one");
    assertThat(out("wait", "one")).isEqualTo("137");
    out("start", "one");
    out("rm", "-f", "one");
    assertThat(out("ps", "-aq")).isEmpty();
  }

  @Test
  void limitsHold() {
    run("-d", "--name", "one", "-m", "64m", "--pids-limit", "77", "box:1", "sleep", "100").ok();
    var files = String.join(" ", GROUPS.stream().map(name -> "/sys/fs/cgroup/" + name).toList());

    assertThat(out("exec", "one", "sh", "-c", "cat " + files + " 2>/dev/null; true").lines())
        .contains("67108864", "77");
    assertThat(out("stats", "--no-stream", "--format", "{{.MemUsage}} {{.PIDs}}", "one"))
        .endsWith("/ 64MiB 1");
    out("update", "--pids-limit", "78", "one");
    assertThat(out("exec", "one", "sh", "-c", "cat " + files + " 2>/dev/null; true").lines())
        .contains("78");
    run("--rm", "--pids-limit", "-1", "box:1", "true").ok();
    var eater = run("--rm", "-m", "16m", "box:1", "sh", "-c", "x=$(tail -c 99999999 /dev/zero)");
    assertThat(eater.code()).isEqualTo(137);
  }

  @Test
  void itPausesAndGoesOn() {
    run("-d", "--name", "one", "box:1", "sh", "-c", SERVE).ok();
    out("pause", "one");
    assertThat(out("inspect", "-f", "{{.State.Status}}", "one")).isEqualTo("paused");
    out("unpause", "one");
    assertThat(out("top", "one")).contains("while :");
    out("pause", "one");
    out("rm", "-f", "one");
  }

  @Test
  void itIsOnANetwork() {
    out("network", "create", "lan");
    try {
      var page = "mkdir /w; echo page >/w/index.html; exec httpd -f -p 80 -h /w";
      run("-d", "--name", "web", "--network", "lan", "-p", "80", "box:1", "sh", "-c", page).ok();
      Jug.eventually(() ->
          assertThat(run("--rm", "--network", "lan", "box:1", "wget", "-qO-", "http://web/").out())
              .isEqualTo("page\n"));
      assertThat(out("port", "web", "80")).contains("0.0.0.0:");
      assertThat(run("--rm", "--network", "none", "box:1", "ip", "-o", "link").text())
          .contains("lo")
          .doesNotContain("eth0");
    } finally {
      out("rm", "-f", "web");
      out("network", "rm", "lan");
    }
  }

  @Test
  void volumesAndFilesAreMounted() throws IOException {
    var data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("in"), "hello");
    var binds = data + ":/data:ro";
    var line = "cat /data/in; touch /data/x 2>/dev/null || echo ' no'; echo kept >/v/file";

    assertThat(run("--rm", "-v", binds, "-v", "vol:/v", "box:1", "sh", "-c", line).text())
        .isEqualTo("hello no");
    assertThat(
            run("--rm", "--read-only", "--tmpfs", "/t", "-v", "vol:/v", "box:1", "cat", "/v/file")
                .text())
        .isEqualTo("kept");
    out("volume", "rm", "vol");
  }

  @Test
  void otherProcessesRunInIt() {
    run("-d", "--name", "one", "-e", "A=b", "--hostname", "here", "box:1", "sleep", "100").ok();

    assertThat(docker.run("exec", "one", "sh", "-c", "exit 5").code()).isEqualTo(5);
    assertThat(docker.feed("data", "exec", "-i", "one", "cat").text()).isEqualTo("data");
    assertThat(
            out(
                "exec",
                "-u",
                "7:8",
                "-w",
                "/tmp",
                "-e",
                "C=d",
                "one",
                "sh",
                "-c",
                "id -u; pwd; echo $A$C; hostname"))
        .isEqualTo("7\n/tmp\nbd\nhere");
    assertThat(docker.run("exec", "one", "no-such").code()).isIn(126, 127);
    assertThat(out("exec", "one", "sh", "-c", "echo $(cat /proc/1/comm)")).isEqualTo("sleep");
  }

  @Test
  void whatCannotRunIsSaidAsDockerSaysIt() {
    var missing = run("--rm", "box:1", "no-such");
    assertThat(missing.code()).as(missing.toString()).isEqualTo(127);
    assertThat(missing.err()).contains("no-such").contains("not found");
    assertThat(run("--rm", "box:1", "/etc/passwd").code()).isEqualTo(126);
    assertThat(out("ps", "-aq")).isEmpty();
  }

  @Test
  void itOutlivesTheEngine() throws IOException {
    run("-d", "--name", "one", "box:1", "sh", "-c", SERVE).ok();
    jug.killEngine();
    start();

    assertThat(out("inspect", "-f", "{{.State.Status}} {{.HostConfig.Runtime}}", "one"))
        .isEqualTo("running " + runtime);
    assertThat(docker.run("exec", "one", "sh", "-c", "exit 6").code()).isEqualTo(6);
    out("stop", "-t", "5", "one");
    assertThat(out("wait", "one")).isEqualTo("4");
    assertThat(out("logs", "one")).isEqualTo("hi\nbye");
    out("start", "one");
    jug.killEngine();
    start();
    out("rm", "-f", "one");
  }

  /** However far it came, the next engine has a container that runs, or that can be started. */
  @Test
  void anEngineThatDiesMeanwhileLeavesNothing() throws Exception {
    for (int i = 0; i < 8; i++) {
      var name = "c" + i;
      run("-d", "--name", name, "box:1", "sh", "-c", SERVE).ok();
      out("kill", name);
      var starting = docker.begin("start", name);
      Thread.sleep(20L * i);
      jug.killEngine();
      Jug.finish(starting, "".getBytes(StandardCharsets.UTF_8));
      start();
      docker.run("start", name).ok();
      assertThat(docker.run("exec", name, "sh", "-c", "exit 9").code()).isEqualTo(9);
      out("rm", "-f", name);
      assertThat(runDirectories()).isEmpty();
    }
  }

  private List<Path> runDirectories() throws IOException {
    try (var all = Files.list(jug.place().resolve("run/live/containers"))) {
      return all.toList();
    }
  }
}
