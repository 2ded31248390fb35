package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks as the stock client makes, shows, joins and removes them. */
@EndToEnd
@Requires("command:docker")
class NetworkDoorTest {
  private static final String SUBNET = "10.213.0.0/16";

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static String network(String... words) {
    var command = new ArrayList<>(List.of("network"));
    command.addAll(List.of(words));
    return docker.run(command.toArray(String[]::new)).text();
  }

  private static void box(String name, String... options) {
    var command = new ArrayList<>(List.of("run", "-d", "--name", name));
    command.addAll(List.of(options));
    command.addAll(List.of("box:1", "sleep", "99"));
    docker.run(command.toArray(String[]::new)).ok();
  }

  private static String inspect(String container, String template) {
    return docker.run("inspect", "-f", template, container).text();
  }

  private static void refused(Result result, String why) {
    assertThat(result.code()).as(result.toString()).isEqualTo(1);
    assertThat(result.err()).startsWith("Error response from daemon: " + why);
  }

  @Test
  void thereAreThreeFromTheBeginning() {
    assertThat(network("ls", "--format", "{{.Name}} {{.Driver}} {{.Scope}}").lines())
        .containsExactly("bridge bridge local", "host host local", "none null local");
    assertThat(docker.run("info", "-f", "{{.Plugins.Network}}").text()).contains("bridge", "null");
  }

  @Test
  void aNetworkIsWhatWasAskedFor() {
    var id =
        network(
            "create",
            "--subnet",
            SUBNET,
            "--ip-range",
            "10.213.5.0/24",
            "--gateway",
            "10.213.0.9",
            "--aux-address",
            "a=10.213.0.7",
            "--label",
            "tier=x",
            "--internal",
            "--attachable",
            "-o",
            "com.docker.network.bridge.enable_icc=false",
            "blue");

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(
            network("inspect", "-f", "{{.Id}} {{.Driver}} {{.Internal}} {{.Attachable}}", "blue"))
        .isEqualTo(id + " bridge true true");
    assertThat(network("inspect", "-f", "{{json .IPAM.Config}}", id.substring(0, 9)))
        .isEqualTo(
            "[{\"Subnet\":\"10.213.0.0/16\",\"IPRange\":\"10.213.5.0/24\",\"Gateway\":\"10.213.0.9\","
                + "\"AuxiliaryAddresses\":{\"a\":\"10.213.0.7\"}}]");
    assertThat(network("inspect", "-f", "{{json .Options}} {{json .Labels}}", "blue"))
        .isEqualTo("{\"com.docker.network.bridge.enable_icc\":\"false\"} {\"tier\":\"x\"}");
    assertThat(network("ls", "-q", "-f", "label=tier=x", "-f", "type=custom", "-f", "name=blu"))
        .isEqualTo(id.substring(0, 12));
    assertThat(network("rm", "blue")).isEqualTo("blue");
  }

  @Test
  void bothFamiliesHaveAddresses() {
    network("create", "--ipv6", "--subnet", "fd00:d213::/64", "blue");
    box("web", "--network", "blue");

    assertThat(network("inspect", "-f", "{{range .Containers}}{{.IPv6Address}}{{end}}", "blue"))
        .isEqualTo("fd00:d213::2/64");
    assertThat(inspect("web", "{{.NetworkSettings.Networks.blue.IPv6Gateway}}"))
        .isEqualTo("fd00:d213::1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          create host;               operation is not permitted on predefined host network
          create default;            operation is not permitted on predefined default network
          create blue;               network with name blue already exists
          create -d nosuch red;      could not find plugin nosuch in v1 plugin registry
          create --subnet 10.213.7.0/24 red; \
          invalid pool request: Pool overlaps with other one on this address space
          rm bridge;                 bridge is a pre-defined network and cannot be removed
          rm nosuch;                 network nosuch not found
          rm blue;                   error while removing network: network blue id
          inspect nosuch;            network nosuch not found
          connect nosuch web;        network nosuch not found
          connect blue nosuch;       No such container: nosuch
          connect blue web;          endpoint with name web already exists in network blue
          connect --ip 10.1.1.1 bridge web; invalid address: no configured subnet contains IP
          disconnect bridge web;     container
          ls -f colour=red;          invalid filter 'colour'
          prune -f --filter a=b;     invalid filter 'a
          """)
  void whatCannotBeIsSaidInDockersWords(String words, String why) {
    network("create", "--subnet", SUBNET, "blue");
    box("web", "--network", "blue");

    refused(docker.run(("network " + words).split(" ", -1)), why);
  }

  @Test
  void aRunningContainerComesAndGoes() {
    network("create", "blue");
    network("create", "--subnet", SUBNET, "red");
    box("web", "--network", "blue");
    network("connect", "--ip", "10.213.0.77", "--alias", "front", "red", "web");

    var id = inspect("web", "{{.Id}}");
    assertThat(
            network(
                "inspect",
                "-f",
                "{{range $id, $c := .Containers}}{{$id}} {{$c.Name}} "
                    + "{{$c.IPv4Address}} {{$c.EndpointID}} {{$c.MacAddress}}{{end}}",
                "red"))
        .matches(id + " web 10.213.0.77/16 [0-9a-f]{64} 02:42:0a:d5:00:4d");
    assertThat(docker.run("exec", "web", "ip", "address", "show", "eth1").text())
        .contains("10.213.0.77/16");
    assertThat(inspect("web", "{{.NetworkSettings.Networks.red.Aliases}}")).contains("front");
    assertThat(docker.run("ps", "-q", "--filter", "network=red").text()).isNotEmpty();
    refused(docker.run("network", "rm", "red"), "error while removing network: network red id ");

    network("disconnect", "red", "web");

    assertThat(docker.run("exec", "web", "ip", "address").text()).doesNotContain("eth1");
    assertThat(docker.run("ps", "-q", "--filter", "network=red").text()).isEmpty();
    assertThat(network("rm", "red")).isEqualTo("red");
  }

  @Test
  void aStoppedContainerComesAndGoesToo() {
    network("create", "blue");
    network("create", "red");
    docker.run("create", "--name", "web", "--network", "blue", "box:1", "sleep", "99").ok();
    network("connect", "red", "web");
    network("disconnect", "blue", "web");
    docker.run("start", "web").ok();

    assertThat(inspect("web", "{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{end}}"))
        .isEqualTo("red");
  }

  @Test
  void aNetworkCanGoAsSoonAsItsContainersHaveEnded() {
    for (int i = 0; i < 5; i++) {
      network("create", "--subnet", SUBNET, "blue");
      docker.run("run", "--rm", "--network", "blue", "--ip", "10.213.0.9", "box:1").ok();
      docker.run("run", "--rm", "--network", "blue", "--ip", "10.213.0.9", "box:1").ok();
      assertThat(network("rm", "blue")).isEqualTo("blue");
    }
  }

  @Test
  void oneWhoseNetworkIsGoneSaysSoAndCanLeaveIt() {
    network("create", "blue");
    docker.run("create", "--name", "web", "--network", "blue", "box:1", "sleep", "99").ok();
    network("rm", "blue");

    var started = docker.run("start", "web");
    assertThat(started.err()).contains("network blue not found");
    network("disconnect", "-f", "blue", "web");
    network("connect", "bridge", "web");
    docker.run("start", "web").ok();
  }

  @Test
  void pruneLeavesWhatContainersWant() {
    network("create", "--label", "keep", "kept");
    network("create", "used");
    network("create", "unused");
    docker.run("create", "--name", "web", "--network", "used", "box:1").ok();

    assertThat(network("ls", "-f", "dangling=true", "-f", "type=custom", "--format", "{{.Name}}"))
        .isEqualTo("kept\nunused");
    assertThat(network("prune", "-f", "--filter", "label!=keep"))
        .isEqualTo("Deleted Networks:\nunused");
    assertThat(docker.run("system", "prune", "-f").text())
        .contains("Deleted Containers:", "Deleted Networks:\nkept\nused");
    assertThat(network("ls", "-q", "-f", "type=custom")).isEmpty();
  }

  @Test
  void portsAreShown() {
    box("web", "-p", "127.0.0.1::80", "--expose", "90-91", "-p", "127.0.0.1::53/udp");

    var place = docker.run("port", "web", "80").text();
    assertThat(place).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(docker.run("port", "web").text().lines())
        .hasSize(2)
        .contains("80/tcp -> " + place)
        .anyMatch(line -> line.startsWith("53/udp -> 127.0.0.1:"));
    assertThat(docker.run("ps", "--format", "{{.Ports}}").text())
        .startsWith("90-91/tcp, 127.0.0.1:")
        .contains(place + "->80/tcp");
    for (var filter : List.of("publish=80", "publish=53/udp", "expose=90", "expose=88-92/tcp")) {
      assertThat(docker.run("ps", "-q", "--filter", filter).text()).as(filter).isNotEmpty();
    }
    for (var filter : List.of("publish=90", "publish=53", "expose=92")) {
      assertThat(docker.run("ps", "-q", "--filter", filter).text()).as(filter).isEmpty();
    }
    docker.run("stop", "-t", "0", "web").ok();
    assertThat(docker.run("ps", "-a", "--format", "{{.Ports}}").text()).isEmpty();
  }

  @Test
  void theFirstNetworkIsWhereOldClientsLook() {
    box("web");

    var address = inspect("web", "{{.NetworkSettings.Networks.bridge.IPAddress}}");
    assertThat(inspect("web", "{{.NetworkSettings.IPAddress}}")).isEqualTo(address).isNotEmpty();
    assertThat(network("inspect", "-f", "{{range .Containers}}{{.Name}}{{end}}", "bridge"))
        .isEqualTo("web");
  }

  @Test
  void whoeverSharesTheHostsNetworkIsOnIt() {
    box("web", "--network", "host");

    assertThat(network("inspect", "-f", "{{range .Containers}}{{.Name}}{{end}}", "host"))
        .isEqualTo("web");
    assertThat(docker.run("ps", "-q", "--filter", "network=host").text()).isNotEmpty();
    refused(
        docker.run("network", "connect", "bridge", "web"),
        "container cannot be disconnected from host network or connected to host network");
  }

  @Test
  void oneThatDoesNotRunMayBeConnectedTwice() {
    network("create", "blue");
    docker.run("create", "--name", "web", "--network", "blue", "box:1", "sleep", "99").ok();

    network("connect", "blue", "web");
    network("connect", "bridge", "web");
    network("connect", "bridge", "web");
    docker.run("start", "web").ok();
    assertThat(inspect("web", "{{range $n, $_ := .NetworkSettings.Networks}}{{$n}} {{end}}"))
        .isEqualTo("blue bridge");
    refused(
        docker.run("network", "connect", "blue", "web"),
        "endpoint with name web already exists in network blue");
  }

  @Test
  void eventsTellWhoComesAndGoes() {
    var since = Long.toString(System.currentTimeMillis() / 1000);
    network("create", "seen");
    docker.run("run", "--name", "web", "--network", "seen", "box:1").ok();
    network("rm", "seen");
    var until = Long.toString(System.currentTimeMillis() / 1000 + 1);

    var events =
        docker.run(
            "events",
            "--since",
            since,
            "--until",
            until,
            "--filter",
            "network=seen",
            "--format",
            "{{.Type}} {{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}");
    assertThat(events.text().lines())
        .containsExactly(
            "network create seen bridge",
            "network connect seen bridge",
            "network disconnect seen bridge",
            "network destroy seen bridge");
  }
}
