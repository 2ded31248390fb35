package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that are not ready, do not live, or go. */
@EndToEnd
class FragilePodTest {
  /** It is ready, and lives, while there is a file of its version. */
  private static final String FRAGILE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: fragile}
      spec:
        replicas: 1
        selector: {matchLabels: {app: fragile}}
        template:
          metadata: {labels: {app: fragile}}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
            - name: box
              image: busybox:1.36
              command: [sh, -c, "mkdir /www; echo VERSION > /www/index.html; exec httpd -fp 80 -h /www"]
              PROBE: {exec: {command: [test, -f, /out/VERSION]}, periodSeconds: 1, failureThreshold: 1}
              volumeMounts: [{name: out, mountPath: /out}]
            volumes: [{name: out, hostPath: {path: OUT, type: Directory}}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: fragile}
      spec: {type: NodePort, selector: {app: fragile}, ports: [{port: 80, nodePort: 30080}]}
      """;

  @TempDir static Path folder;
  private static Player player;

  @BeforeAll
  static void open() {
    player = Player.open(folder);
  }

  @AfterEach
  void nothingIsLeft() {
    player.takeAllDown();
  }

  @AfterAll
  static void close() {
    player.jug().close();
  }

  private static Jug.Result fragile(Path out, String version, String probe, String... words) {
    var text = FRAGILE.replace("OUT", out.toString()).replace("VERSION", version);
    return player.play("fragile.yaml", text.replace("PROBE", probe), words);
  }

  private static Path out(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Test
  void whoIsNotReadyGetsNoConnectionsAndReplacesNobody() throws IOException {
    var out = out("readiness");
    Files.createFile(out.resolve("one"));
    fragile(out, "one", "readinessProbe").ok();

    var next = fragile(out, "two", "readinessProbe", "--wait", "2");
    assertThat(next.code()).isEqualTo(1);
    assertThat(next.err()).contains("is Running, not ready");
    assertThat(player.pods("fragile")).hasSize(2);
    for (int i = 0; i < 20; i++) {
      assertThat(player.ask("")).isEqualTo("one\n");
    }

    Files.createFile(out.resolve("two"));
    eventually(() -> {
      assertThat(player.pods("fragile")).hasSize(1);
      assertThat(player.ask("")).isEqualTo("two\n");
    });
    Files.delete(out.resolve("two"));
    eventually(() -> assertThatThrownBy(() -> player.ask("")).hasMessageContaining("refused"));
  }

  @Test
  void whoDoesNotLiveIsStartedAgain() throws IOException {
    var out = out("liveness");
    Files.createFile(out.resolve("one"));
    fragile(out, "one", "livenessProbe").ok();
    var before = player.pods("fragile");
    assertThat(before).singleElement().asString().endsWith(" 1/1 0");
    var first = player.processes("httpd", "-fp", "80");

    Files.delete(out.resolve("one"));
    eventually(
        () -> assertThat(player.pods("fragile")).singleElement().asString().doesNotEndWith(" 0"));
    Files.createFile(out.resolve("one"));
    eventually(() -> {
      assertThat(player.pods("fragile")).singleElement().asString().contains(" 1/1 ");
      assertThat(player.processes("httpd", "-fp", "80"))
          .hasSize(1)
          .doesNotContainAnyElementsOf(first);
      assertThat(player.ask("")).isEqualTo("one\n");
    });
    assertThat(names(player.pods("fragile"))).as("the same pod").isEqualTo(names(before));
  }

  private static List<String> names(List<String> pods) {
    return pods.stream().map(line -> line.split(" ", -1)[1]).toList();
  }

  @Test
  void aPodThatGoesIsReplaced() throws Exception {
    var out = out("replaced");
    Files.createFile(out.resolve("one"));
    fragile(out, "one", "readinessProbe").ok();
    var before = player.pods("fragile");
    var name = names(before).getFirst();

    for (var pod : player.kubelet().call("ListPodSandbox", _ -> {}).messages("items")) {
      var id = pod.text("id");
      if (pod.message("metadata").text("name").equals(name)) {
        player.kubelet().call("StopPodSandbox", in -> in.text("pod_sandbox_id", id));
      }
    }

    eventually(() -> {
      assertThat(player.pods("fragile")).hasSize(1).doesNotContainAnyElementsOf(before);
      assertThat(player.ask("")).isEqualTo("one\n");
    });
  }
}
