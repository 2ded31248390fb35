package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services without an address, and those for datagrams; asked by {@code jug kube exec}. */
@EndToEnd
class ServiceTest {
  private static final String CLIENT =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        terminationGracePeriodSeconds: 0
        containers:
        - {name: box, image: "busybox:1.36", command: [sleep, "100000"]}
        - {name: other, image: "busybox:1.36", command: [sh, -c, "echo of other > /who; sleep 100000"]}
      ---
      """;

  private static final String HEADLESS =
      CLIENT
          + """
          apiVersion: v1
          kind: Service
          metadata: {name: peers}
          spec: {clusterIP: None, selector: {app: peer}}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: peer}
          spec:
            replicas: REPLICAS
            selector: {matchLabels: {app: peer}}
            template:
              metadata: {labels: {app: peer}}
              spec:
                terminationGracePeriodSeconds: 0
                containers:
                - name: box
                  image: busybox:1.36
                  command: [sh, -c, "touch /ready; sleep 100000"]
                  readinessProbe: {exec: {command: [test, -e, /ready]}, periodSeconds: 1}
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: first, labels: {app: peer}}
          spec:
            hostname: one
            subdomain: peers
            terminationGracePeriodSeconds: 0
            containers: [{name: box, image: "busybox:1.36", command: [sleep, "100000"]}]
          """;

  private static final String DATAGRAMS =
      CLIENT
          + """
          apiVersion: v1
          kind: Service
          metadata: {name: echo}
          spec:
            selector: {app: echo}
            ports: [{port: 53, targetPort: 5353, protocol: UDP}]
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: echo}
          spec:
            replicas: 2
            selector: {matchLabels: {app: echo}}
            template:
              metadata: {labels: {app: echo}}
              spec:
                terminationGracePeriodSeconds: 0
                containers:
                - name: box
                  image: busybox:1.36
                  command: [sleep, "100000"]
          """;

  private static final String WEB =
      CLIENT
          + """
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec:
            AFFINITY
            selector: {app: web}
            ports: [{port: 80, targetPort: 8080}]
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web}
          spec:
            replicas: 3
            selector: {matchLabels: {app: web}}
            template:
              metadata: {labels: {app: web}}
              spec:
                terminationGracePeriodSeconds: 0
                containers:
                - name: box
                  image: busybox:1.36
                  command: [sh, -c, "mkdir /w; hostname > /w/who; touch /ready; exec httpd -f -p 8080 -h /w"]
                  readinessProbe: {exec: {command: [test, -e, /ready]}, periodSeconds: 1, timeoutSeconds: 20}
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

  private static List<String> lookUp(String name) {
    var answer = jug.run("kube", "exec", "client", "--", "nslookup", "-type=a", name).text();
    return answer
        .lines()
        .skip(2)
        .filter(line -> line.startsWith("Address"))
        .map(line -> line.substring(line.indexOf(": ") + 2).strip())
        .sorted()
        .toList();
  }

  private static List<String> addresses(String label) {
    return jug.run("kube", "ls", "--format", "{{.Kind}} {{.Name}} {{.Address}}")
        .text()
        .lines()
        .filter(line -> line.startsWith("Pod " + label))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .sorted()
        .toList();
  }

  @Test
  void aServiceWithoutAnAddressIsAllItsPodsThatAreReady() {
    player.play("peers.yaml", HEADLESS.replace("REPLICAS", "2")).ok();

    var all = new TreeSet<>(addresses("peer-"));
    all.addAll(addresses("first"));
    assertThat(all).hasSize(3);
    for (var name : List.of("peers.default.svc.cluster.local", "PEERS.default")) {
      assertThat(lookUp(name)).as(name).containsExactlyElementsOf(all);
    }
    assertThat(lookUp("one.peers.default.svc.cluster.local")).isEqualTo(addresses("first"));
    assertThat(jug.run("kube", "ls").out()).containsPattern("Service/peers +None");

    var two = jug.run("kube", "ls", "--format", "{{.Name}}").text().lines();
    var leaving = two.filter(line -> line.startsWith("peer-")).findFirst().orElseThrow();
    jug.run("kube", "exec", leaving, "rm", "/ready").ok();
    eventually(() -> assertThat(lookUp("peers.default.svc.cluster.local")).hasSize(2));

    player.play("peers.yaml", HEADLESS.replace("REPLICAS", "1")).ok();
    jug.run("engine", "stop").ok();
    player.start();
    eventually(() ->
        assertThat(lookUp("peers.default.svc.cluster.local"))
            .hasSize(2)
            .containsAll(addresses("peer-"))
            .containsAll(addresses("first")));
  }

  @Test
  void datagramsGoToAllPodsOfAServiceAndTheAnswersComeBack() throws IOException {
    player.play("echo.yaml", DATAGRAMS).ok();
    var network = new PodNetworks(jug.place().resolve("run/live/pods"));
    var service = lookUp("echo.default.svc.cluster.local").getFirst();
    var addresses = addresses("echo-");
    assertThat(addresses).hasSize(2);

    try (var one = network.socket(addresses.getFirst(), 5353);
        var two = network.socket(addresses.getLast(), 5353)) {
      serve(one, "one");
      serve(two, "two");
      var served = new TreeSet<String>();
      for (int i = 0; i < 40; i++) {
        try (var client = network.socket(addresses("client").getFirst(), 0)) {
          served.add(ask(client, service));
        }
      }
      assertThat(served).containsExactly("one", "two");
    }
  }

  /** Who answers twenty connections of one client. */
  private static SortedSet<String> served() {
    var script = "for i in $(seq 20); do wget -qO- http://web/who || echo nobody; done";
    var said = jug.run("kube", "exec", "client", "--", "sh", "-c", script).text();
    assertThat(said.lines()).hasSize(20);
    return new TreeSet<>(said.lines().toList());
  }

  private static void ready(String pod, String command) {
    jug.run("kube", "exec", pod, command, "/ready").ok();
    var ready = command.equals("touch") ? "1/1" : "0/1";
    eventually(() ->
        assertThat(jug.run("kube", "ls", "--format", "{{.Name}} {{.Ready}}").text().lines())
            .contains(pod + " " + ready));
  }

  @Test
  void aClientStaysWithAPodAsLongAsThatIsReady() {
    player.play("web.yaml", WEB.replace("AFFINITY", "sessionAffinity: ClientIP")).ok();
    var served = served();
    assertThat(served).hasSize(1).doesNotContain("nobody");

    jug.killEngine();
    player.start();
    eventually(() -> assertThat(player.pods("web")).hasSize(3).allMatch(p -> p.contains("1/1")));
    assertThat(served()).as("the next engine").isEqualTo(served);

    ready(served.first(), "rm");
    var others = served();
    assertThat(others).hasSize(1).doesNotContainAnyElementsOf(served).doesNotContain("nobody");
    ready(served.first(), "touch");
    assertThat(served()).as("the first is a stranger now").isEqualTo(others);

    player.play("web.yaml", WEB.replace("AFFINITY", "sessionAffinity: None")).ok();
    eventually(() -> assertThat(served()).hasSizeGreaterThan(1).doesNotContain("nobody"));
  }

  private static void serve(DatagramChannel socket, String name) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              var question = ByteBuffer.allocate(100);
              var client = socket.receive(question);
              socket.send(ByteBuffer.wrap(name.getBytes(UTF_8)), client);
            }
          } catch (IOException _) {
            // The test is over.
          }
        });
  }

  /** Says something to a service; only its own address may answer on a connected socket. */
  private static String ask(DatagramChannel client, String service) throws IOException {
    client.connect(new InetSocketAddress(service, 53));
    client.write(ByteBuffer.wrap("who?".getBytes(UTF_8)));
    client.socket().setSoTimeout(5000);
    var answer = new DatagramPacket(new byte[100], 100);
    client.socket().receive(answer);
    return new String(answer.getData(), 0, answer.getLength(), UTF_8);
  }

  @Test
  void aCommandRunsInTheContainerThatIsNamed() {
    player.play("client.yaml", CLIENT).ok();

    assertThat(jug.run("kube", "exec", "-c", "other", "client", "--", "cat", "/who").text())
        .isEqualTo("of other");
    assertThat(jug.run("kube", "exec", "client", "sh", "-c", "exit 7").code()).isEqualTo(7);
    assertThat(jug.run("kube", "exec", "nobody", "true").err()).contains("no such pod: nobody");
  }
}
