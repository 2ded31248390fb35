package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of volumes in a pod: made where they are missing, and never the machine's own files. */
@EndToEnd
class SubPathTest {
  private static final String PARTS =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: parts}
      spec:
        restartPolicy: Never
        terminationGracePeriodSeconds: 0
        securityContext: {fsGroup: 77}
        containers:
        - name: box
          image: busybox:1.36
          env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
          command: [sh, -c]
          args:
          - >-
            echo one > /one/f; echo two > /two/f; echo three > /three/f; echo four > /four/f;
            cat /scratch/x/y/f /memory/z/f /data/db/f; stat -c %a:%g /scratch/x /scratch/x/y;
            touch /fixed/f || echo read-only
          volumeMounts:
          - {name: scratch, mountPath: /one, subPath: x/y}
          - {name: memory, mountPath: /two, subPath: z}
          - {name: host, mountPath: /three, subPathExpr: "logs/$(POD)"}
          - {name: data, mountPath: /four, subPath: db}
          - {name: scratch, mountPath: /fixed, subPath: x/y, readOnly: true}
          - {name: scratch, mountPath: /scratch}
          - {name: memory, mountPath: /memory}
          - {name: data, mountPath: /data}
        volumes:
        - {name: scratch, emptyDir: {}}
        - {name: memory, emptyDir: {medium: Memory}}
        - {name: host, hostPath: {path: OUT}}
        - {name: data, persistentVolumeClaim: {claimName: data}}
      """;

  private static final String LINKED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: linked}
      spec:
        terminationGracePeriodSeconds: 0
        initContainers:
        - name: attacker
          image: busybox:1.36
          command: [sh, -c, "cd /v; ln -s /etc etc; ln -s .. up; ln -s nowhere gone"]
          volumeMounts: [{name: v, mountPath: /v}]
        containers:
        - name: other
          image: busybox:1.36
          command: [sleep, "987654"]
          volumeMounts: [{name: v, mountPath: /v, subPath: LINK}]
        volumes: [{name: v, emptyDir: {}}]
      """;

  private static final String SWAPPED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: swapped}
      spec:
        terminationGracePeriodSeconds: 0
        containers:
        - name: attacker
          image: busybox:1.36
          command: [sleep, "987654"]
          volumeMounts: [{name: v, mountPath: /v}]
        - name: other
          image: busybox:1.36
          command: [sleep, "987655"]
          volumeMounts: [{name: v, mountPath: /v, subPath: part}]
        volumes: [{name: v, emptyDir: {}}]
      """;

  @TempDir static Path folder;
  private static Player player;
  private static Jug jug;

  @BeforeAll
  static void open() {
    player = Player.open(folder);
    jug = player.jug();
  }

  @AfterEach
  void nothingIsLeft() {
    player.takeAllDown();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @Test
  void partsAreMadeWithThePermissionsOfTheirVolumes() throws IOException {
    var out = Files.createDirectories(folder.resolve("out"));
    player.play("parts.yaml", PARTS.replace("OUT", out.toString())).ok();

    eventually(() ->
        assertThat(jug.run("kube", "ls", "--format", "{{.Name}} {{.Status}}").text())
            .contains("parts Succeeded"));
    assertThat(jug.run("kube", "logs", "parts").out())
        .startsWith("one\ntwo\nfour\n2775:77\n2775:77\n")
        .endsWith("read-only\n");
    assertThat(out.resolve("logs/parts/f")).hasContent("three");
  }

  @Test
  void anExpressionNeedsItsVariables() {
    var text = PARTS.replace("$(POD)", "$(NOBODY)").replace("OUT", folder.toString());

    assertThat(player.play("parts.yaml", text, "--wait", "2").err())
        .contains("the container has no variable NOBODY, which logs/$(NOBODY) needs");
  }

  @ParameterizedTest
  @CsvSource({
    "etc, it leads out of the volume",
    "etc/jug-was-here, it leads out of the volume",
    "up, it leads out of the volume",
    "up/jug-was-here, it leads out of the volume",
    "gone, a link on the way leads nowhere",
  })
  void aLinkThatAContainerLeftLeadsNowhereElse(String path, String why) {
    var said = player.play("linked.yaml", LINKED.replace("LINK", path), "--wait", "3");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("cannot access path " + path + ": " + why);
    assertThat(player.processes("sleep", "987654")).isEmpty();
    assertThat(Path.of("/etc/jug-was-here")).doesNotExist();
  }

  @Test
  void norDoesOneThatComesBeforeARestart() {
    player.play("swapped.yaml", SWAPPED).ok();
    shell("touch /v/part/mine; mv /v/part /v/real; ln -s /etc /v/part");
    Jug.kill(player.processes("sleep", "987655").getFirst());

    eventually(() -> assertThat(message()).contains("path part: it leads out of the volume"));
    assertThat(player.processes("sleep", "987655")).isEmpty();
    shell("rm /v/part; mv /v/real /v/part");
    eventually(() -> assertThat(player.processes("sleep", "987655")).hasSize(1));
    assertThat(jug.run("kube", "exec", "-c", "other", "swapped", "ls", "/v").text())
        .isEqualTo("mine");
    var restarts = jug.run("kube", "ls", "--format", "{{.Restarts}}").text();
    assertThat(Integer.parseInt(restarts)).as("it waits between its attempts").isLessThan(20);
  }

  private static void shell(String script) {
    jug.run("kube", "exec", "-c", "attacker", "swapped", "sh", "-c", script).ok();
  }

  private static String message() {
    return jug.run("kube", "ls", "--format", "{{.Message}}").text();
  }
}
