package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manifest says about the life of a pod: hooks, a deadline, names, users of its own. */
@EndToEnd
class PodLifeTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: one}
      spec:
        MORE
        terminationGracePeriodSeconds: 5
        containers:
        - name: box
          image: busybox:1.36
          command: [sh, -c]
          args: ["COMMAND"]
          volumeMounts: [{name: out, mountPath: /out}, {name: scratch, mountPath: /scratch}]
          REST
        volumes:
        - {name: out, hostPath: {path: OUT, type: Directory}}
        - {name: scratch, emptyDir: {}}
      """;
  private static final String STAY = "echo up; exec sleep 100000";

  @TempDir static Path folder;
  @TempDir Path out;
  private static Player player;
  private static Jug jug;

  @BeforeAll
  static void open() {
    player = Player.open(folder);
    jug = player.jug();
  }

  @BeforeEach
  void everybodyWritesHere() {
    assertThat(out.toFile().setWritable(true, false)).isTrue();
  }

  @AfterEach
  void nothingIsLeft() {
    player.takeAllDown();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  private Jug.Result play(String name, String more, String command, String rest, String... words) {
    return player.play(name + ".yaml", manifest(name, more, command, rest, out), words);
  }

  private static String manifest(
      String name, String more, String command, String rest, Path shared) {
    return POD.replace("name: one", "name: " + name)
        .replace("MORE", more)
        .replace("COMMAND", command)
        .replace("REST", rest)
        .replace("OUT", shared.toString());
  }

  private static List<String> pods() {
    return jug.run("kube", "ls", "--format", "{{.Name}} {{.Status}} {{.Message}}")
        .text()
        .lines()
        .toList();
  }

  @Test
  void hooksRunAfterTheStartAndBeforeTheEnd() throws IOException {
    var hooks =
        """
        lifecycle:
              postStart: {exec: {command: [sh, -c, "sleep 0.3; echo postStart >> /out/said"]}}
              preStop: {exec: {command: [sh, -c, "echo preStop >> /out/said"]}}
            readinessProbe: {exec: {command: [sh, -c, "echo probe >> /out/said"]}, periodSeconds: 60}
        """;
    var command = "trap 'echo TERM >> /out/said; exit 0' TERM; while :; do sleep 0.1; done";

    play("one", "", command, hooks.strip()).ok();
    eventually(() -> assertThat(out.resolve("said")).content().isEqualTo("postStart\nprobe\n"));
    jug.run("kube", "down", "one").ok();

    assertThat(Files.readAllLines(out.resolve("said")))
        .containsExactly("postStart", "probe", "preStop", "TERM");
  }

  @Test
  void aHookThatTakesTooLongIsOverWithTheGracePeriod() throws IOException {
    var hook =
        "lifecycle: {preStop: {exec: {command: [sh, -c, 'echo began > /out/said; sleep 1000']}}}";
    play("one", "", STAY, hook).ok();
    eventually(() -> assertThat(pods()).singleElement().asString().startsWith("one Running"));

    jug.run("kube", "down", "one").ok();

    assertThat(Files.readString(out.resolve("said"))).isEqualTo("began\n");
  }

  @Test
  void aContainerWhoseFirstHookFailsIsStartedAgain() {
    var hook =
        "lifecycle: {postStart: {exec: {command: [sh, -c, 'mkdir /out/once && exit 1; exit 0']}}}";
    play("one", "", STAY, hook).ok();

    eventually(() ->
        assertThat(jug.run("kube", "ls", "--format", "{{.Status}} {{.Ready}} {{.Restarts}}").text())
            .isEqualTo("Running 1/1 1"));
  }

  @Test
  void aPodEndsAtItsDeadlineAndStaysSo() {
    play("one", "activeDeadlineSeconds: 2", STAY, "").ok();

    eventually(() ->
        assertThat(pods())
            .containsExactly(
                "one Failed the pod was to run no longer than its activeDeadlineSeconds"));
    assertThat(player.processes("sleep", "100000")).isEmpty();

    jug.killEngine();
    player.start();
    eventually(() -> assertThat(pods()).singleElement().asString().startsWith("one Failed"));
    assertThat(player.processes("sleep", "100000")).isEmpty();
  }

  @Test
  void namesOfTheManifestAndOfThePodAreInItsHosts() {
    var alias = "hostAliases: [{ip: 192.0.2.7, hostnames: [seven, seven.test]}]";
    play("one", alias, "cat /etc/hosts; hostname -i", "", "--wait", "0").ok();

    eventually(() ->
        assertThat(jug.run("kube", "logs", "one").text())
            .containsPattern("192.0.2.7\\s+seven\n")
            .containsPattern("192.0.2.7\\s+seven.test\n")
            .containsPattern("(?s)(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+one\n.*\n\\1$"));
  }

  @Test
  void usersOfAPodAreNobodyOnTheMachineAndNoOtherPods() throws IOException {
    var command =
        "id -u; touch /scratch/mine; stat -c %u /scratch/mine; cat /proc/self/uid_map; touch /out/NAME; "
            + STAY;
    for (var name : List.of("one", "two")) {
      play(name, "hostUsers: false", command.replace("NAME", name), "").ok();
    }

    var first = ranges("one");
    var second = ranges("two");
    assertThat(first.getFirst()).isEqualTo("0").as("root inside").isNotEqualTo(first.get(3));
    assertThat(first.get(1)).as("owner of what root made").isEqualTo("0");
    assertThat(first.get(4)).isEqualTo("65536");
    assertThat(first.get(3)).isNotEqualTo(second.get(3));
    assertThat(Files.getAttribute(out.resolve("one"), "unix:uid"))
        .as("as a kubelet maps it")
        .isEqualTo(0);

    jug.killEngine();
    player.start();
    play("three", "hostUsers: false", command.replace("NAME", "three"), "").ok();
    assertThat(ranges("three").get(3)).isNotIn(first.get(3), second.get(3));
  }

  /** Ranges are given from the lowest on, so the second pod shows what the first one had. */
  @Test
  void aPodWithoutContainersYetHasItsUsersAllTheSame() {
    var command = "id -u; id -u; cat /proc/self/uid_map; " + STAY;
    var text = manifest("empty", "hostUsers: false", STAY, "", out.resolve("missing"));
    player.play("empty.yaml", text, "--wait", "0");
    eventually(() -> assertThat(pods()).singleElement().asString().contains("is no Directory"));
    play("one", "hostUsers: false", command, "").ok();
    long withIt = Long.parseLong(ranges("one").get(3));

    jug.run("kube", "down", "empty").ok();
    play("two", "hostUsers: false", command, "").ok();

    assertThat(Long.parseLong(ranges("two").get(3))).isLessThan(withIt);
  }

  /** Who it is, whose its file is, and its one line of ids. */
  private static List<String> ranges(String pod) {
    eventually(() -> assertThat(jug.run("kube", "logs", pod).text()).endsWith("up"));
    return List.of(jug.run("kube", "logs", pod).text().strip().split("\\s+"));
  }
}
