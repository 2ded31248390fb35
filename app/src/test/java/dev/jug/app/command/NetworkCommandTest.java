package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Networks and ports through the commands. */
@EndToEnd
class NetworkCommandTest {
  private static final String SUBNET = "10.214.0.0/16";

  private static Jug jug;
  private static String rootfs;

  @BeforeAll
  static void open() {
    jug = new Jug();
    rootfs = BusyboxRootfs.shared().toString();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void remove() {
    jug.run("ps", "-aq").out().lines().forEach(id -> jug.run("rm", "-f", id).ok());
    jug.run("network", "prune", "-f").ok();
  }

  private static void box(String name, String... options) {
    var command = new ArrayList<>(List.of("run", "-d", "--name", name));
    command.addAll(List.of(options));
    command.addAll(List.of("--rootfs", rootfs, "sleep", "99"));
    jug.run(command.toArray(String[]::new)).ok();
  }

  private static String network(String... words) {
    var command = new ArrayList<>(List.of("network"));
    command.addAll(List.of(words));
    return jug.run(command.toArray(String[]::new)).text();
  }

  @Test
  void aNetworkIsMadeShownAndRemoved() {
    var id = network("create", "--subnet", SUBNET, "--label", "tier=x", "--internal", "blue");

    assertThat(network("ls").lines()).contains(id.substring(0, 12) + "   blue     bridge   local");
    assertThat(network("ls", "-q", "--no-trunc", "-f", "label=tier=x")).isEqualTo(id);
    assertThat(network("ls", "-f", "name=blue", "--format", "{{.Name}} {{.Internal}} {{.IPv6}}"))
        .isEqualTo("blue true false");
    assertThat(network("ls", "-f", "type=custom", "--format", "json"))
        .contains("\"Driver\":\"bridge\"", "\"ID\":\"" + id.substring(0, 12) + "\"");
    assertThat(network("inspect", "-f", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", "blue"))
        .isEqualTo(SUBNET);
    assertThat(jug.run("inspect", "blue").text()).contains("\"Id\": \"" + id + "\"");
    assertThat(jug.run("inspect", "--type", "network", "-f", "{{.Name}}", id).text())
        .isEqualTo("blue");
    assertThat(network("rm", "blue")).isEqualTo("blue");
    assertThat(jug.run("network", "rm", "-f", "blue").code()).isZero();
  }

  @Test
  void whatCannotBeIsSaid() {
    network("create", "blue");

    var twice = jug.run("network", "create", "blue");
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err())
        .startsWith("jug network create: network with name blue already exists\n");
    assertThat(jug.run("network", "create", "--gateway", "10.214.0.1", "red").err())
        .startsWith("jug network create: no matching subnet for gateway 10.214.0.1\n");
    assertThat(jug.run("network", "create", "-o", "com.docker.network.driver.mtu=1", "red").err())
        .startsWith("jug network create: invalid com.docker.network.driver.mtu: 1\n");
    var removed = jug.run("network", "rm", "nosuch", "blue");
    assertThat(removed.code()).isEqualTo(1);
    assertThat(removed.err()).startsWith("jug: network nosuch not found\n");
    assertThat(removed.out()).isEqualTo("blue\n");
    assertThat(jug.run("inspect", "nosuch").err()).contains("No such object: nosuch");
    assertThat(jug.run("run", "--network", "name=bridge,ip=x", "--rootfs", rootfs, "true").err())
        .startsWith("jug run: invalid ip: x is not an IP address");
  }

  @Test
  void theTreeShowsWhoIsWhere() {
    network("create", "--subnet", SUBNET, "-o", "com.docker.network.bridge.name=jugblue0", "blue");
    network("create", "--internal", "--subnet", "10.215.0.0/16", "red");
    box("a-web", "--network", "name=blue,ip=10.214.0.5", "-p", "127.0.0.1::80");
    box("db", "--network", "blue");
    network("connect", "--ip", "10.215.0.5", "red", "a-web");
    box("shared", "--network", "host");
    var place = jug.run("port", "a-web", "80").text().replace(".", "\\.");

    assertThat(network("ls", "--tree").lines().map(line -> line.replaceAll(" +", " ")).toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("blue jugblue0 10.214.0.0/16"),
            line ->
                assertThat(line)
                    .matches(
                        "├─ a-web veth[0-9a-f]{7} eth0 10\\.214\\.0\\.5 02:42:0a:d6:00:05 "
                            + place
                            + "->80/tcp"),
            line -> assertThat(line).matches("└─ db veth[0-9a-f]{7} eth0 10\\.214\\..*"),
            line -> assertThat(line).matches("bridge br-[0-9a-f]{12} 172\\..*"),
            line -> assertThat(line).isEqualTo("host"),
            line -> assertThat(line).isEqualTo("└─ shared"),
            line -> assertThat(line).isEqualTo("none"),
            line -> assertThat(line).matches("red br-[0-9a-f]{12} 10\\.215\\.0\\.0/16 internal"),
            line ->
                assertThat(line)
                    .matches("└─ a-web veth[0-9a-f]{7} eth1 10\\.215.0.5 [0-9a-f:]{17}"));
  }

  @Test
  void portsAreShown() {
    box("web", "-p", "127.0.0.1::80", "--expose", "90-91");

    var place = jug.run("port", "web", "80").text();
    assertThat(place).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(jug.run("port", "web").text()).isEqualTo("80/tcp -> " + place);
    assertThat(jug.run("ps").text()).contains("90-91/tcp, " + place + "->80/tcp   web");
    assertThat(jug.run("ps", "--format", "{{.Networks}} {{.Ports}}").text())
        .isEqualTo("bridge 90-91/tcp, " + place + "->80/tcp");
    assertThat(jug.run("ps", "-q", "-f", "publish=80", "-f", "network=bridge").text()).isNotEmpty();
    assertThat(jug.run("ps", "-q", "-f", "publish=90").text()).isEmpty();
    var none = jug.run("port", "web", "81/udp");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).startsWith("jug port: no public port '81/udp' published for web\n");
    jug.run("stop", "-t", "0", "web").ok();
    assertThat(jug.run("port", "web").text()).isEmpty();
  }

  @Test
  void pruneAsksFirst() {
    network("create", "blue");
    assertThat(jug.feed("n\n", "network", "prune").text())
        .contains("all networks that no container is on");
    assertThat(network("ls", "-q", "-f", "type=custom")).isNotEmpty();

    assertThat(network("prune", "-f")).isEqualTo("Deleted Networks:\nblue");
    network("create", "red");
    assertThat(jug.run("system", "prune", "-f").text()).startsWith("Deleted Networks:\nred\n");
  }
}
