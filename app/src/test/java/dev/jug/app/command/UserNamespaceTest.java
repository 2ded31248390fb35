package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers whose users are nobody on the machine. */
@EndToEnd
class UserNamespaceTest {
  private static final String MAP = "cat /proc/self/uid_map";

  @TempDir static Path shared;
  private static UserBox box;
  private static Jug jug;

  @BeforeAll
  static void open() {
    box = UserBox.open(shared);
    jug = box.jug();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @AfterEach
  void nothingIsLeft() {
    box.clear();
  }

  /** The first id of the machine that a container has. */
  private static long base(String container) {
    return Long.parseLong(
        jug.run("exec", container, "cat", "/proc/1/uid_map").text().strip().split(" +", -1)[1]);
  }

  private static int pid(String container) {
    return Integer.parseInt(
        jug.run("inspect", "--format", "{{.State.Pid}}", container).text().strip());
  }

  @Test
  @DisplayName("C30: root of a container with --userns auto is an ordinary user of the machine")
  void rootIsRootInsideOnly() throws IOException {
    jug.run("run", "-d", "--name", "aa", "--userns", "auto", "box", "sleep", "99").ok();

    assertThat(jug.run("exec", "aa", "id", "-u").text()).isEqualTo("0");
    long base = base("aa");
    assertThat(base).isGreaterThan(100_000);
    assertThat(Files.getAttribute(Path.of("/proc/" + pid("aa")), "unix:uid")).isEqualTo((int) base);
    assertThat(jug.run("inspect", "aa").text()).contains("\"UsernsMode\": \"auto\"");
  }

  @Test
  void noTwoContainersHaveAnIdInCommonNotEvenAfterACrash() {
    jug.run("run", "-d", "--name", "aa", "--userns", "auto", "box", "sleep", "99").ok();
    jug.run("create", "--name", "bb", "--userns", "auto", "box", "sleep", "99").ok();
    jug.killEngine();
    jug.run("start", "bb").ok();
    jug.run("run", "-d", "--name", "cc", "--userns", "auto", "box", "sleep", "99").ok();

    long first = base("aa");
    assertThat(List.of(base("bb"), base("cc"))).containsExactly(first + 65536, first + 2 * 65536);
    jug.run("rm", "-f", "aa").ok();
    assertThat(box.sh("auto", MAP)).contains(" " + first + " ");
  }

  @Test
  void theModesOfPodmanAndDocker() {
    assertThat(box.sh("host", MAP)).contains(" 4294967295");
    assertThat(box.sh("auto:size=1000", MAP)).containsPattern("^ +0 +\\d+ +1000\n$");
    assertThat(box.sh("map:0:300000:1000,1000:1000:1", MAP))
        .containsPattern("0 +300000 +1000\n +1000 +1000 +1\n");
    assertThat(box.sh("keep-id:uid=1000", "id -u; " + MAP))
        .containsPattern("^1000\n +0 +\\d+ +1000\n +1000 +1000 +1\n");
    assertThat(box.sh("auto:size=3", "id -u; ls -ld /dev/pts >/dev/null")).isEqualTo("0\n");
  }

  @Test
  void whatCannotBeIsRefusedInDockersWords() {
    assertThat(box.run("auto", "--privileged", "box", "true").err())
        .contains("privileged mode is incompatible with user namespaces");
    assertThat(box.run("auto", "--pid", "host", "box", "true").err())
        .contains("cannot share the host PID namespace when user namespaces are enabled");
    assertThat(jug.run("run", "--rm", "--userns", "auto", "--network", "host", "box", "true").err())
        .contains("cannot share the host's network namespace when user namespaces are enabled");
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
  }

  @Test
  void theNetworkIsTheContainersOwn() throws Exception {
    var script = "mkdir /w; echo hello >/w/index.html; exec httpd -f -p 80 -h /w";
    jug.run(
            "run",
            "-d",
            "--name",
            "web",
            "--userns",
            "auto",
            "-p",
            "127.0.0.1::80",
            "--cap-add",
            "NET_ADMIN",
            "box",
            "sh",
            "-c",
            script)
        .ok();
    var at = jug.run("port", "web", "80").text();
    Jug.eventually(() -> assertThat(get("http://" + at + "/")).isEqualTo("hello\n"));

    assertThat(jug.run("exec", "web", "ip", "link", "set", "eth0", "down").code()).isZero();
    assertThat(jug.run("exec", "web", "cat", "/etc/hosts").text())
        .containsPattern("\\d+\\.\\d+\\.\\d+\\.\\d+\\s+" + id("web"));
    assertThat(jug.run("exec", "web", "ls", "/sys/class/net").text()).contains("eth0");
    var range = jug.run("exec", "web", "cat", "/proc/sys/net/ipv4/ping_group_range").text();
    assertThat(range).isEqualTo("0\t65535");
  }

  private static String id(String container) {
    return jug.run("inspect", "--format", "{{.Config.Hostname}}", container).text();
  }

  private static String get(String address) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesAreKnownOnANetwork() {
    jug.run("network", "create", "back").ok();
    try {
      jug.run(
              "run",
              "-d",
              "--name",
              "one",
              "--network",
              "back",
              "--userns",
              "auto",
              "box",
              "sleep",
              "99")
          .ok();
      var ping = List.of("ping", "-c", "1", "-W", "2", "one");
      for (var mode : List.of("auto", "host")) {
        var words =
            new ArrayList<>(List.of("run", "--rm", "--network", "back", "--userns", mode, "box"));
        words.addAll(ping);
        jug.run(words.toArray(String[]::new)).ok();
      }
      jug.run("network", "connect", "bridge", "one").ok();
      assertThat(jug.run("exec", "one", "ip", "addr").text()).contains("eth1");
      jug.killEngine();
      jug.run("network", "disconnect", "bridge", "one").ok();
      assertThat(jug.run("exec", "one", "ip", "addr").text()).doesNotContain("eth1");
      jug.run("restart", "-t", "0", "one").ok();
      assertThat(jug.run("exec", "one", "ip", "addr").text()).contains("eth0");
    } finally {
      jug.run("rm", "-f", "one").ok();
      jug.run("network", "rm", "back").ok();
    }
  }

  @Test
  void aNetworkThatCannotBeMadeLeavesNothing() {
    var words = List.of("run", "--rm", "--userns", "auto", "--ip", "9.9.9.9", "box", "true");
    var result = jug.run(words.toArray(String[]::new));
    assertThat(result.code()).isEqualTo(125);
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
  }

  @Test
  void theRestIsAsEver() {
    var options =
        List.of(
            "--read-only",
            "--tmpfs",
            "/scratch",
            "-m",
            "64m",
            "--pids-limit",
            "50",
            "--hostname",
            "here",
            "--init",
            "--oom-score-adj",
            "50",
            "--ulimit",
            "nofile=100",
            "--device",
            "/dev/null:/dev/nil",
            "-w",
            "/scratch");
    var words = new ArrayList<>(options);
    var script =
        "touch /x 2>/dev/null || echo read-only; touch f && stat -c %u f; hostname; ulimit -n;"
            + " echo gone >/dev/nil; cat /proc/self/oom_score_adj; touch /dev/shm/s; pwd";
    words.addAll(List.of("box", "sh", "-c", script));

    assertThat(box.run("auto", words.toArray(String[]::new)).ok().out())
        .isEqualTo("read-only\n0\nhere\n100\n50\n/scratch\n");
  }

  @Test
  void aTerminalBelongsToItsUser() {
    var script =
        Jug.program()
            + " run --rm -it --network none --userns auto box sh -c 'tty; stat -c %u:%g /dev/console'";
    assertThat(jug.inTerminal(script, "", "").out()).contains("/dev/pts/0", "0:5");
  }

  /** Images whose programs log to a file have /dev/stdout there. */
  @Test
  void standardStreamsCanBeOpenedByTheirNames() {
    var write = List.of("sh", "-c", "echo one > /dev/stdout; echo two > /dev/stderr");
    var usual = new ArrayList<>(List.of("run", "--name", "aa", "--userns", "auto", "box"));
    usual.addAll(write);
    var root = jug.run(usual.toArray(String[]::new));
    var user = new ArrayList<>(List.of("run", "--rm", "--userns", "auto", "-u", "1000", "box"));
    user.addAll(write);
    var other = jug.run(user.toArray(String[]::new));
    jug.run("run", "-d", "--name", "bb", "--userns", "auto", "box", "sleep", "99").ok();
    var later = jug.run("exec", "bb", "sh", "-c", write.getLast());

    for (var said : List.of(root, other, later)) {
      assertThat(said.ok().text()).isEqualTo("one");
      assertThat(said.err()).isEqualTo("two\n");
    }
  }

  @Test
  void itIsHealthyAndStartedAgain() {
    jug.run(
            "run",
            "-d",
            "--name",
            "aa",
            "--userns",
            "auto",
            "--restart",
            "always",
            "--health-cmd",
            "test $(id -u) = 0",
            "--health-interval",
            "1s",
            "box",
            "sleep",
            "99")
        .ok();
    Jug.eventually(() -> assertThat(jug.run("ps").text()).contains("(healthy)"));
    int before = pid("aa");
    Jug.kill(before);
    Jug.eventually(() -> assertThat(pid("aa")).isNotEqualTo(before).isNotZero());
    assertThat(jug.run("stats", "--no-stream", "aa").text()).contains("a ");
  }

  @Test
  void auditAndAttacks() {
    jug.run("run", "-d", "--name", "aa", "--userns", "auto", "box", "sleep", "99").ok();
    jug.run("run", "-d", "--name", "bb", "box", "sleep", "99").ok();
    assertThat(jug.run("audit", "aa").out()).doesNotContain("runs as root");
    assertThat(jug.run("audit", "bb").out()).contains("runs as root", "--userns auto");
    var attacks =
        jug.run(
            "attack",
            "--userns",
            "auto",
            "--network",
            "none",
            "--cap-add",
            "ALL",
            "--security-opt",
            "seccomp=unconfined",
            "--security-opt",
            "systempaths=unconfined",
            "shocker",
            "core-pattern",
            "clock",
            "disk",
            "release-agent");
    assertThat(attacks.out()).contains("5 blocked, 0 got through");
  }
}
