package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private static final String FRONT = "http://127.0.0.1:30080/cgi-bin/front";

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
  private static Jug jug;
  private static Path shop;

  @BeforeAll
  static void open() throws IOException {
    jug = new Jug();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    jug.run("import", archive, "busybox:1.36").ok();
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
    jug.run("kube", "ls", "--format", "{{.File}}")
        .out()
        .lines()
        .distinct()
        .forEach(name -> jug.run("kube", "down", "--volumes", name).ok());
    assertThat(jug.run("kube", "ls", "--format", "{{.Name}}").text()).isEmpty();
    eventually(() ->
        assertThat(jug.run("network", "ls", "--format", "{{.Name}}").text())
            .doesNotContain("kube"));
    assertThat(jug.place().resolve("run/live/pods")).isEmptyDirectory();
    assertThat(jug.place().resolve("state/pods")).isEmptyDirectory();
    assertThat(jug.run("volume", "ls", "-q").text()).isEmpty();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  private static String ask() {
    try {
      var connection = URI.create(FRONT).toURL().openConnection();
      connection.setConnectTimeout(2000);
      connection.setReadTimeout(5000);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> pods(String owner) {
    return jug.run("kube", "ls", "--format", "{{.Owner}} {{.Name}} {{.Ready}} {{.Restarts}}")
        .text()
        .lines()
        .filter(line -> line.startsWith("Deployment/" + owner + " "))
        .toList();
  }

  /** Processes of this engine's containers whose command line begins so. */
  private static List<Long> processes(String... words) {
    var wanted = String.join("\0", words);
    var found = new ArrayList<Long>();
    ProcessHandle.allProcesses()
        .forEach(process -> {
          try {
            var place = Path.of("/proc", Long.toString(process.pid()));
            var mounts = Files.readString(place.resolve("mountinfo"));
            if (Files.readString(place.resolve("cmdline")).contains(wanted)
                && mounts.contains(jug.place().getFileName().toString())) {
              found.add(process.pid());
            }
          } catch (IOException _) {
            // It has just ended.
          }
        });
    return found;
  }

  @Test
  void threeTiersAnswerThroughServicesAndWhatIsKilledComesBack() {
    var said = jug.run("kube", "play", shop.toString());
    assertThat(said.text()).contains("Deployment/web created", "Service/db created");
    assertThat(ask()).startsWith("web web-").contains("hello from app-", ": 42");

    var served = new TreeSet<String>();
    for (int i = 0; i < 40; i++) {
      served.add(ask().lines().skip(1).findFirst().orElse("").replaceFirst(":.*", ""));
    }
    assertThat(served).as("both replicas take their part").hasSize(2);

    var before = processes("httpd", "-f", "-p", "5432");
    assertThat(before).hasSize(1);
    Jug.kill(before.getFirst());
    eventually(() -> {
      assertThat(processes("httpd", "-f", "-p", "5432")).hasSize(1).isNotEqualTo(before);
      assertThat(pods("db")).singleElement().asString().endsWith("1/1 1");
      assertThat(ask()).contains(": 42");
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
          assertThat(ask()).contains("hello from app-");
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
    var old = pods("app");
    try (var customer = new Customer()) {
      var text = Files.readString(shop).replace("memory: 32Mi", "memory: 48Mi");
      var changed = folder.resolve("next/shop.yaml");
      Files.createDirectories(changed.getParent());
      Files.writeString(changed, text);
      assertThat(jug.run("kube", "play", changed.toString()).text())
          .contains("Deployment/app configured", "Deployment/web unchanged");
      assertThat(pods("app")).hasSize(2).doesNotContainAnyElementsOf(old);
      assertThat(customer.troubles()).isEmpty();
    }

    var settled = pods("app");
    jug.killEngine();
    assertThat(ask()).as("the kernel has the rules").startsWith("web web-");
    jug.run("engine", "start").ok();
    assertThat(ask()).contains("hello from app-");
    eventually(() -> assertThat(pods("app")).isEqualTo(settled));

    var before = processes("httpd", "-f", "-p", "5432");
    Jug.kill(before.getFirst());
    eventually(() -> assertThat(ask()).contains(": 42"));
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
    play("one.yaml", text.replace("NAME", "one")).ok();

    var taken = play("two.yaml", text.replace("NAME", "two"), "--wait", "2");
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
          activeDeadlineSeconds: 5
          containers:
          - name: box
            image: busybox:1.36
            livenessProbe: {grpc: {port: 1}}
        """;
    var refused = play("one.yaml", text);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "Pod/one: spec.activeDeadlineSeconds: not supported",
            "Pod/one: spec.containers[0].livenessProbe.grpc: not supported");
    assertThat(jug.run("kube", "ls", "--format", "{{.Name}}").text()).isEmpty();
  }

  private static Jug.Result play(String name, String text, String... words) {
    try {
      var file = folder.resolve(name);
      Files.writeString(file, text);
      var command = new ArrayList<>(List.of("kube", "play"));
      command.addAll(List.of(words));
      command.add(file.toString());
      return jug.run(command.toArray(String[]::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPodHasItsInitContainersSidecarsVariablesAndVolumes() throws IOException {
    var result = folder.resolve("result");
    Files.createDirectories(result);
    var text = WORK.replace("OUT", result.toString());
    assertThat(result.toFile().setWritable(true, false)).isTrue();

    play("work.yaml", text).ok();

    eventually(() ->
        assertThat(jug.run("kube", "ls", "--format", "{{.Name}} {{.Status}} {{.Restarts}}").text())
            .contains("work Succeeded 1"));
    assertThat(Files.readString(result.resolve("said")))
        .isEqualTo("batch blue $(TIER) $(NOBODY)\n1\nlargework\n1000\n1000 77\n");
    assertThat(jug.run("kube", "logs", "work").text()).isEqualTo("begun");
    assertThat(jug.run("kube", "logs", "-c", "none", "work").err()).contains("no container none");
  }
}
