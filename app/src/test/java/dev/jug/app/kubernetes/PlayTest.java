package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three tiers of docs/kube.md, as a user plays them. */
@EndToEnd
class PlayTest {
  private static final String WORK =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: words}
      data: {color: blue, size: large}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: work, labels: {tier: batch}}
      spec:
        restartPolicy: OnFailure
        terminationGracePeriodSeconds: 1
        initContainers:
        - name: helper
          image: busybox:1.36
          restartPolicy: Always
          command: [httpd, -f, -p, "99"]
          startupProbe: {tcpSocket: {port: 99}, periodSeconds: 1}
        - name: first
          image: busybox:1.36
          command: [sh, -c, "wget -qO- http://127.0.0.1:99/ 2>&1 | grep -c 404 > /shared/helper"]
          volumeMounts: [{name: shared, mountPath: /shared}]
        containers:
        - name: box
          image: busybox:1.36
          env:
          - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}}
          - {name: ALL, value: "$(TIER) $(P_color) $$(TIER) $(NOBODY)"}
          envFrom: [{configMapRef: {name: words}, prefix: P_}]
          command: [sh, -c]
          args:
          - >-
            echo begun;
            test -f /out/again || { touch /out/again; exit 3; };
            { echo "$0"; cat /shared/helper; cat /words/s; hostname; id -u; id -G; } > /out/said
          - $(ALL)
          securityContext: {runAsUser: 1000, runAsGroup: 1000}
          volumeMounts:
          - {name: shared, mountPath: /shared}
          - {name: out, mountPath: /out}
          - {name: words, mountPath: /words}
        securityContext: {fsGroup: 77}
        volumes:
        - {name: shared, emptyDir: {medium: Memory, sizeLimit: 1Mi}}
        - {name: out, hostPath: {path: OUT, type: Directory}}
        - {name: words, configMap: {name: words, items: [{key: size, path: s}]}}
      """;

  @TempDir static Path folder;
  private static Player player;
  private static Jug jug;
  private static Path shop;

  @BeforeAll
  static void open() throws IOException {
    player = Player.open(folder);
    jug = player.jug();
    shop = folder.resolve("shop.yaml");
    Files.writeString(shop, example());
  }

  /** The manifests of the page. */
  private static String example() throws IOException {
    var page = Files.readString(Path.of(System.getProperty("jug.root"), "docs/kube.md"));
    int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
    return page.substring(begin, page.indexOf("```\n", begin));
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
  void threeTiersAnswerThroughServicesAndWhatIsKilledComesBack() {
    var said = jug.run("kube", "play", shop.toString());
    assertThat(said.text()).contains("Deployment/web created", "Service/db created");
    assertThat(player.front()).startsWith("web web-").contains("hello from app-", ": 42");

    var served = new TreeSet<String>();
    for (int i = 0; i < 40; i++) {
      served.add(player.front().lines().skip(1).findFirst().orElse("").replaceFirst(":.*", ""));
    }
    assertThat(served).as("both replicas take their part").hasSize(2);

    var before = player.processes("httpd", "-f", "-p", "5432");
    assertThat(before).hasSize(1);
    Jug.kill(before.getFirst());
    eventually(() -> {
      assertThat(player.processes("httpd", "-f", "-p", "5432")).hasSize(1).isNotEqualTo(before);
      assertThat(player.pods("db")).singleElement().asString().endsWith("1/1 1");
      assertThat(player.front()).contains(": 42");
    });
  }

  /** Asks all the time; whoever closes it hears how often nobody answered. */
  private static final class Customer implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<String> troubles = new ArrayList<>();
    private final Thread thread = Thread.startVirtualThread(this::run);

    private void run() {
      while (open.get()) {
        try {
          assertThat(player.front()).contains("hello from app-");
        } catch (AssertionError e) {
          troubles.add(String.valueOf(e.getMessage()));
        }
      }
    }

    List<String> troubles() {
      close();
      return troubles;
    }

    @Override
    public void close() {
      open.set(false);
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void anotherVersionComesWithoutAPauseAndTheNextEngineGoesOn() throws IOException {
    jug.run("kube", "play", shop.toString()).ok();
    var old = player.pods("app");
    try (var customer = new Customer()) {
      var text = Files.readString(shop).replace("memory: 32Mi", "memory: 48Mi");
      var changed = folder.resolve("next/shop.yaml");
      Files.createDirectories(changed.getParent());
      Files.writeString(changed, text);
      assertThat(jug.run("kube", "play", changed.toString()).text())
          .contains("Deployment/app configured", "Deployment/web unchanged");
      assertThat(player.pods("app")).hasSize(2).doesNotContainAnyElementsOf(old);
      assertThat(customer.troubles()).isEmpty();
    }

    var settled = player.pods("app");
    jug.killEngine();
    assertThat(player.front()).as("the kernel has the rules").startsWith("web web-");
    player.start();
    assertThat(player.front()).contains("hello from app-");
    eventually(() -> assertThat(player.pods("app")).isEqualTo(settled));

    var before = player.processes("httpd", "-f", "-p", "5432");
    Jug.kill(before.getFirst());
    eventually(() -> assertThat(player.front()).contains(": 42"));
  }

  @Test
  void aServiceWhosePortIsTakenSaysSo() {
    var text =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: NAME}
        spec: {type: NodePort, selector: {a: b}, ports: [{port: 80, nodePort: 30080}]}
        """;
    player.play("one.yaml", text.replace("NAME", "one")).ok();

    var taken = player.play("two.yaml", text.replace("NAME", "two"), "--wait", "2");
    assertThat(taken.code()).isEqualTo(1);
    assertThat(taken.err()).contains("Service/two is not settled: ", "30080");

    jug.run("kube", "down", "one").ok();
    eventually(() -> assertThat(jug.run("kube", "ls").out()).contains("30080->80/tcp"));
  }

  @Test
  void whatIsNotSupportedIsRefusedBeforeAnythingIsMade() {
    var text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: one}
        spec:
          hostNetwork: true
          hostAliases: [{ip: 192.0.2.1, hostnames: [one]}]
          containers:
          - name: box
            image: busybox:1.36
            resources: {limits: {ephemeral-storage: 1Gi}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: chosen}
        spec: {clusterIP: 10.0.0.1, selector: {a: b}, ports: [{port: 80}]}
        """;
    var refused = player.play("one.yaml", text);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "Pod/one: spec.hostAliases: not supported",
            "Pod/one: spec.containers[0].resources.limits: not supported: ephemeral-storage",
            "Service/chosen: spec.clusterIP: not supported: the engine chooses addresses");
    assertThat(jug.run("kube", "ls", "--format", "{{.Name}}").text()).isEmpty();
  }

  @Test
  void aPodHasItsInitContainersSidecarsVariablesAndVolumes() throws IOException {
    var result = folder.resolve("result");
    Files.createDirectories(result);
    var text = WORK.replace("OUT", result.toString());
    assertThat(result.toFile().setWritable(true, false)).isTrue();

    player.play("work.yaml", text).ok();

    eventually(() ->
        assertThat(jug.run("kube", "ls", "--format", "{{.Name}} {{.Status}} {{.Restarts}}").text())
            .contains("work Succeeded 1"));
    assertThat(Files.readString(result.resolve("said")))
        .isEqualTo("batch blue $(TIER) $(NOBODY)\n1\nlargework\n1000\n1000 77\n");
    assertThat(jug.run("kube", "logs", "work").text()).isEqualTo("begun");
    assertThat(jug.run("kube", "logs", "-c", "none", "work").err()).contains("no container none");
  }
}
