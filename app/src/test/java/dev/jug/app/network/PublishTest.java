package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ports of the host that lead into containers, and who can use them. */
@EndToEnd
@Requires({"command:docker", "command:iptables", "command:nft"})
@ParameterizedClass
@EnumSource(Rules.class)
class PublishTest {
  @Parameter Rules each;

  private static final String ANYWHERE = "127.0.0.1";

  @TempDir static Path folder;
  private static Rules rules;
  private static Host host;
  private static Docker docker;
  private static Outside outside;

  @BeforeParameterizedClassInvocation
  static void open(Rules chosen) {
    rules = chosen;
    host = new Host(folder, rules);
    docker = host.engine();
    outside = new Outside(folder, host);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterParameterizedClassInvocation
  static void close() {
    outside.close();
    host.close();
  }

  /** Runs a web server, and waits until it serves. */
  private static String serve(String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", "web"));
    words.addAll(List.of(options));
    words.add("box:1");
    words.addAll(Web.server());
    var id = docker.run(words.toArray(String[]::new)).text();
    Jug.eventually(() -> assertThat(Web.get(docker, "web", ANYWHERE, 80)).isEqualTo(shortened(id)));
    return shortened(id);
  }

  private static String shortened(String id) {
    return id.substring(0, 12);
  }

  private static int port(String container) {
    var line = docker.run("port", container, "80").text().lines().findFirst().orElseThrow();
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private static String fromHost(String address, int port) {
    var command = List.of("busybox", "sh", "-c", Web.request(address, port));
    return Web.body(Jug.finish(docker.jug().start(command), new byte[0]).out());
  }

  @Test
  void reachableFromEverywhere() {
    var name = serve("-p", "80");
    int port = port("web");
    docker.run("run", "-d", "--name", "other", "box:1", "sleep", "99").ok();

    assertThat(outside.get(Outside.HERE, port)).as("outside").isEqualTo(name);
    assertThat(fromHost(Outside.HERE, port)).as("the host").isEqualTo(name);
    assertThat(fromHost("127.0.0.1", port)).as("the host's loopback").isEqualTo(name);
    assertThat(Web.get(docker, "other", Outside.HERE, port)).as("a neighbour").isEqualTo(name);
    assertThat(Web.get(docker, "web", Outside.HERE, port)).as("itself").isEqualTo(name);
  }

  @Test
  void theServerSeesWhoAsks() {
    serve("-p", "80");
    outside.get(Outside.HERE, port("web"));

    assertThat(docker.run("logs", "web").err()).contains(Outside.THERE);
  }

  @Test
  void nothingElseIsReachableFromOutside() {
    serve("-p", "80");
    var address =
        docker.run("inspect", "-f", "{{.NetworkSettings.Networks.bridge.IPAddress}}", "web").text();

    assertThat(outside.get(address, 80)).isEmpty();
    assertThat(outside.run("busybox", "ping", "-c", "1", "-W", "1", address).code()).isNotZero();
  }

  @Test
  void publishedOnOneAddressOnly() {
    var name = serve("-p", "127.0.0.1::80");
    int port = port("web");

    assertThat(fromHost("127.0.0.1", port)).isEqualTo(name);
    assertThat(fromHost(Outside.HERE, port)).isEmpty();
    assertThat(outside.get(Outside.HERE, port)).isEmpty();
  }

  @Test
  void aTakenPortIsRefusedWithDockersWords() {
    serve("-p", "80");
    int port = port("web");
    var second = docker.run("run", "--rm", "-p", port + ":80", "box:1");

    assertThat(second.code()).isEqualTo(125);
    assertThat(second.err())
        .contains("driver failed programming external connectivity on endpoint")
        .contains("Bind for 0.0.0.0:" + port + " failed: port is already allocated");
  }

  @Test
  void aPortIsFreeAsSoonAsTheClientHearsOfTheEnd() {
    for (int i = 0; i < 5; i++) {
      docker.run("run", "--rm", "-p", "45671:80", "box:1").ok();
    }
  }

  @Test
  void allExposedPortsAtOnce() {
    var name = serve("-P", "--expose", "80", "--expose", "81/udp");

    assertThat(docker.run("port", "web").text().lines()).hasSize(2);
    assertThat(fromHost("127.0.0.1", port("web"))).isEqualTo(name);
  }

  @Test
  void morePortsAndFewerWhileItRuns() {
    var name = serve();
    var jug = docker.jug();
    jug.run("update", "--publish-add", "45674:80", "--publish-add", "127.0.0.1:45675:80", "web")
        .ok();
    assertThat(outside.get(Outside.HERE, 45674)).isEqualTo(name);
    assertThat(fromHost("127.0.0.1", 45675)).isEqualTo(name);

    jug.run("update", "--publish-rm", "45674:80", "web").ok();
    assertThat(outside.get(Outside.HERE, 45674)).isEmpty();
    assertThat(docker.run("port", "web").text()).isEqualTo("80/tcp -> 127.0.0.1:45675");

    docker.run("restart", "-t", "0", "web").ok();
    assertThat(docker.run("port", "web").text()).isEqualTo("80/tcp -> 127.0.0.1:45675");
    assertThat(jug.run("update", "--publish-add", "45675:80", "web").err())
        .contains("port is already allocated");
  }

  @Test
  void anEngineThatDiesBeforeItsRecordSaysItHasChangedNoPorts() throws IOException {
    var name = serve("-p", "45676:80");
    var id = docker.run("inspect", "-f", "{{.Id}}", "web").text();
    var record = docker.jug().place().resolve("state/containers/" + id + "/container.json");
    var before = Files.readAllBytes(record);
    docker.jug().run("update", "--publish-add", "45677:80", "web").ok();
    assertThat(outside.get(Outside.HERE, 45677)).isEqualTo(name);

    dieWith(record, before);
    assertThat(outside.get(Outside.HERE, 45677)).isEmpty();
    assertThat(outside.get(Outside.HERE, 45676)).isEqualTo(name);

    var note = docker.jug().place().resolve("run/live/containers/" + name + "/network.json");
    before = Files.readAllBytes(note);
    docker.jug().run("update", "--publish-rm", "45676:80", "web").ok();

    dieWith(note, before);
    assertThat(outside.get(Outside.HERE, 45676)).isEmpty();
    assertThat(docker.run("port", "web").text()).isEmpty();
  }

  /** As if the engine had died before it wrote a file again. */
  private static void dieWith(Path file, byte[] before) throws IOException {
    docker.jug().killEngine();
    Files.write(file, before);
    docker.jug().run("engine", "start").ok();
  }

  @Test
  void datagrams() {
    var server =
        "$s = IO::Socket::INET->new(LocalPort => 53, Proto => 'udp'); $| = 1; $s->recv($_, 99); print";
    docker
        .run(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            "45672:53/udp",
            "host",
            "perl",
            "-MIO::Socket::INET",
            "-e",
            server)
        .ok();

    Jug.eventually(() -> {
      outside.run("bash", "-c", "echo ping >/dev/udp/" + Outside.HERE + "/45672");
      assertThat(docker.run("logs", "web").out()).contains("ping");
    });
  }

  @Test
  void whoGoesOutComesFromTheHost() {
    outside.serve(8081);
    docker.run("run", "-d", "--name", "web", "box:1", "sleep", "99").ok();

    Jug.eventually(() -> assertThat(Web.get(docker, "web", Outside.THERE, 8081)).isNotEmpty());
    assertThat(outside.visitors()).contains(Outside.HERE);
  }

  @Test
  void theHostsLoopbackStaysItsOwn() {
    var command = List.of("busybox", "httpd", "-f", "-p", "127.0.0.1:45673", "-h", "/etc");
    var server = docker.jug().start(command);
    try {
      Jug.eventually(() -> assertThat(fromHost("127.0.0.1", 45673)).isNotEmpty());
      docker.run("run", "-d", "--name", "web", "--privileged", "box:1", "sleep", "99").ok();
      docker
          .run(
              "exec",
              "web",
              "sh",
              "-c",
              "ip rule add pref 1 lookup 7; ip route add 127.0.0.0/8 table 7 "
                  + "via $(ip route | sed -n 's/default via \\([^ ]*\\).*/\\1/p'); "
                  + "ip rule add pref 100 lookup local; ip rule del pref 0")
          .ok();

      assertThat(Web.get(docker, "web", "127.0.0.1", 45673)).isEmpty();
    } finally {
      server.destroyForcibly();
    }
  }

  /** UDP has no end: who goes on sending is to reach whoever is there now. */
  @Test
  void aClientThatGoesOnSendingReachesWhoComesNext() {
    for (var name : List.of("first", "second")) {
      send();
      docker.run("run", "-d", "--name", name, "-p", "45691:7/udp", "box:1", "sleep", "99").ok();
      Jug.eventually(() -> {
        send();
        assertThat(arrived(name)).isPositive();
      });
      docker.run("rm", "-f", name).ok();
    }
  }

  /** Datagrams that came to a container in which nobody waits for them. */
  private static int arrived(String container) {
    var counters =
        docker
            .run("exec", container, "cat", "/proc/net/snmp")
            .out()
            .lines()
            .filter(line -> line.startsWith("Udp:"))
            .toList();
    return Integer.parseInt(List.of(counters.getLast().split(" ", -1)).get(2));
  }

  /** Always from the same port, as one client. */
  private static void send() {
    var to = "PeerAddr => '" + Outside.HERE + "', PeerPort => 45691";
    var client = "IO::Socket::INET->new(Proto => 'udp', LocalPort => 45692, " + to + ")";
    host.run("perl", "-MIO::Socket::INET", "-e", client + "->send('hello')");
  }
}
