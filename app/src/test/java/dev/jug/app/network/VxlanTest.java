package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks over two hosts, each with an engine of its own. */
@EndToEnd
@Requires({"command:docker", "command:ip"})
class VxlanTest {
  /** The two hosts, in the same words on both. */
  private static final String REMOTES = "dev.jug.vxlan.remote=198.19.7.1, 198.19.7.2";

  @TempDir static Path folder;
  private static Hosts hosts;

  @BeforeAll
  static void open() {
    hosts = new Hosts(folder);
  }

  @AfterEach
  void empty() {
    for (int number = 1; number <= 2; number++) {
      var engine = hosts.engine(number);
      engine.run("ps", "-aq").out().lines().forEach(id -> engine.run("rm", "-f", id).ok());
      engine.run("network", "prune", "-f").ok();
    }
  }

  @AfterAll
  static void close() {
    hosts.close();
  }

  private static Result create(int host, String name, String... more) {
    var words = new ArrayList<>(List.of("network", "create", "-d", "vxlan"));
    words.addAll(List.of("--subnet", "10.77.0.0/24"));
    words.addAll(List.of(more));
    words.add(name);
    return hosts.engine(host).run(words.toArray(String[]::new));
  }

  /** The network, with a part of its addresses for each host. */
  private static void createOn(int host, String... more) {
    var words = new ArrayList<>(List.of("-o", "dev.jug.vxlan.id=77", "-o", REMOTES));
    words.addAll(List.of("--ip-range", "10.77.0." + (host == 1 ? "0" : "128") + "/25"));
    words.addAll(List.of(more));
    create(host, "wide", words.toArray(String[]::new)).ok();
  }

  /** Starts a web server that is called like its host. */
  private static String serve(int host, String... options) {
    var engine = hosts.engine(host);
    var name = "web" + host;
    var words = new ArrayList<>(List.of("run", "-d", "--name", name, "--hostname", name));
    words.addAll(List.of("--network", "wide"));
    words.addAll(List.of(options));
    words.add("box:1");
    words.addAll(Web.server());
    engine.jug().run(words.toArray(String[]::new)).ok();
    return address(engine, name, "IPAddress");
  }

  private static String address(Docker engine, String name, String which) {
    var template = "{{.NetworkSettings.Networks.wide." + which + "}}";
    return engine.run("inspect", "-f", template, name).text();
  }

  private static String ask(int host, String address) {
    return Web.get(hosts.engine(host), "web" + host, address, 80);
  }

  @Test
  void containersOfTwoHostsAreNeighbours() {
    createOn(1);
    createOn(2);
    var one = serve(1);
    var two = serve(2);
    assertThat(List.of(one, two)).containsExactly("10.77.0.2", "10.77.0.129");

    assertThat(ask(1, two)).isEqualTo("web2");
    assertThat(ask(2, one)).isEqualTo("web1");

    var seen = hosts.engine(1).run("exec", "web1", "cat", "/proc/net/arp").text();
    var mac = address(hosts.engine(2), "web2", "MacAddress");
    assertThat(seen).as("it is there, and not behind a router").contains(two).contains(mac);
  }

  @Test
  void aFullPacketFitsThroughTheTunnel() {
    createOn(1);
    createOn(2);
    serve(1);
    var two = serve(2);

    assertThat(hosts.engine(1).run("exec", "web1", "cat", "/sys/class/net/eth0/mtu").text())
        .isEqualTo("1450");
    var ping = new String[] {"exec", "web1", "ping", "-c1", "-W2", "-s", "1422", two};
    assertThat(hosts.engine(1).run(ping).code()).isZero();
    assertThat(hosts.on(1, "cat", "/proc/net/snmp").lines().filter(l -> l.startsWith("Ip: ")))
        .as("nothing was sent in pieces")
        .last()
        .asString()
        .matches("(\\S+ ){17}0 \\S+ 0.*");
  }

  @Test
  void itIsOneNetworkOfBothFamiliesOverIpv6() {
    var remotes = "dev.jug.vxlan.remote=fd19::1,fd19::2";
    for (int host = 1; host <= 2; host++) {
      var part = host == 1 ? "0" : "128";
      var part6 = host == 1 ? "fd77::" : "fd77::1:0";
      create(
              host,
              "wide",
              "-o",
              "dev.jug.vxlan.id=78",
              "-o",
              remotes,
              "-o",
              "dev.jug.vxlan.port=8472",
              "--ip-range",
              "10.77.0." + part + "/25",
              "--ipv6",
              "--subnet",
              "fd77::/64",
              "--ip-range",
              part6 + "/112")
          .ok();
      serve(host);
    }
    var two = address(hosts.engine(2), "web2", "GlobalIPv6Address");

    assertThat(ask(1, two)).isEqualTo("web2");
    assertThat(hosts.engine(1).run("exec", "web1", "cat", "/sys/class/net/eth0/mtu").text())
        .isEqualTo("1430");
  }

  @Test
  void eachHostIsTheWayOutForItsOwn() {
    createOn(1);
    createOn(2);
    serve(1);
    var two = serve(2, "-p", "8080:80");

    assertThat(ask(1, Hosts.ADDRESS + "2")).as("port 80 is not published").isEmpty();
    assertThat(Web.get(hosts.engine(1), "web1", Hosts.ADDRESS + "2", 8080)).isEqualTo("web2");
    assertThat(hosts.engine(1).run("exec", "web1", "ip", "route").text())
        .contains("default via 10.77.0.1 ");
    assertThat(hosts.engine(2).run("exec", "web2", "ip", "route").text())
        .contains("default via 10.77.0.128 ");
    assertThat(Web.body(hosts.on(1, "busybox", "sh", "-c", Web.request(two, 80))))
        .isEqualTo("web2");
  }

  @Test
  void whatAContainerMayReachHoldsForOtherHostsToo() {
    createOn(1);
    createOn(2);
    var two = serve(2);
    var one = serve(1, "--egress", "none");
    assertThat(ask(1, two)).isEmpty();
    assertThat(ask(2, one)).as("who is called answers").isEqualTo("web1");

    hosts.engine(1).jug().run("update", "--egress", two + ":80", "web1").ok();
    assertThat(ask(1, two)).isEqualTo("web2");
  }

  @Test
  void whoIsKeptFromNeighboursIsKeptFromThoseOfOtherHosts() {
    createOn(1, "-o", "com.docker.network.bridge.enable_icc=false");
    createOn(2);
    serve(1);
    var two = serve(2);

    assertThat(ask(1, two)).isEmpty();
  }

  @Test
  void theEngineIsKilledAndTrafficGoesOn() {
    createOn(1);
    createOn(2);
    var one = serve(1);
    serve(2);
    hosts.engine(1).jug().killEngine();
    assertThat(ask(2, one)).isEqualTo("web1");

    hosts.engine(1).jug().run("engine", "start").ok();
    assertThat(ask(2, one)).isEqualTo("web1");
    assertThat(ask(1, one)).isEqualTo("web1");
    assertThat(tunnels()).hasSize(1);

    hosts.engine(1).run("rm", "-f", "web1").ok();
    hosts.engine(1).run("network", "rm", "wide").ok();
    assertThat(tunnels()).isEmpty();
  }

  private static List<String> tunnels() {
    return hosts.on(1, "ip", "-o", "link", "show", "type", "vxlan").lines().toList();
  }

  @Test
  void twoNetworksOfOneNumberCannotBe() {
    createOn(1);
    hosts
        .engine(1)
        .run(
            "network",
            "create",
            "-d",
            "vxlan",
            "--subnet",
            "10.78.0.0/24",
            "--ip-range",
            "10.78.0.0/25",
            "-o",
            "dev.jug.vxlan.id=77",
            "-o",
            REMOTES,
            "twin")
        .ok();
    serve(1);

    assertThat(hosts.engine(1).run("run", "--rm", "--network", "twin", "box:1").err())
        .contains("this host has a VXLAN device of number 77 at port 4789 already")
        .contains("choose another dev.jug.vxlan.id");
    assertThat(tunnels()).hasSize(1);
  }

  @Test
  void whatCannotBeIsSaid() {
    var id = "dev.jug.vxlan.id=77";
    var range = "10.77.0.0/25";
    assertThat(create(1, "odd").err()).contains("only this engine gives out", "--ip-range");
    assertThat(create(1, "odd", "--ip-range", range).err())
        .contains("needs the addresses of the other hosts", "dev.jug.vxlan.remote=");
    assertThat(create(1, "odd", "--ip-range", range, "-o", REMOTES).err())
        .contains("needs a number that all hosts use", "dev.jug.vxlan.id=42");
    assertThat(create(1, "odd", "--ip-range", range, "-o", REMOTES, "-o", id + "777777").err())
        .contains("invalid dev.jug.vxlan.id: 77777777", "from 1 to 16777215");
    assertThat(remote("host2").err()).contains("host2 is not an IP address");
    assertThat(remote("239.1.1.1").err()).contains("is not the address of one host");
    assertThat(remote("192.0.2.1,fd19::1").err()).contains("addresses of IPv4 and of IPv6");
    assertThat(create(1, "odd", "--ip-range", range, "--gateway", "10.77.0.200").err())
        .contains("invalid --gateway: 10.77.0.200 is not in this engine's 10.77.0.0/25");
    assertThat(create(1, "odd", "--ip-range", range, "-o", "dev.jug.policy=deny").err())
        .contains("knows no dev.jug.policy");

    createOn(1);
    var foreign =
        hosts.engine(1).run("run", "--rm", "--network", "wide", "--ip", "10.77.0.200", "box:1");
    assertThat(foreign.err()).contains("10.77.0.200 is not in this engine's 10.77.0.0/25");
  }

  private static Result remote(String addresses) {
    var option = "dev.jug.vxlan.remote=" + addresses;
    return create(
        1, "odd", "--ip-range", "10.77.0.0/25", "-o", "dev.jug.vxlan.id=77", "-o", option);
  }
}
