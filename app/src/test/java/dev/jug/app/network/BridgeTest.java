package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reaches whom, and what is left of it. */
@EndToEnd
@Requires({"command:docker", "command:iptables", "command:nft"})
@ParameterizedClass
@EnumSource(Rules.class)
class BridgeTest {
  @Parameter Rules each;

  private static final int MANY = 60;

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
    outside.serve(8081);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    outside.close();
    host.close();
  }

  private static void sleeper(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(List.of(options));
    words.addAll(List.of("box:1", "sleep", "99"));
    docker.run(words.toArray(String[]::new)).ok();
  }

  private static String settings(String container, String network, String field) {
    var template = "{{(index .NetworkSettings.Networks \"" + network + "\")." + field + "}}";
    return docker.run("inspect", "-f", template, container).text();
  }

  private static boolean pings(String container, String address) {
    return docker.run("exec", container, "ping", "-c", "1", "-W", "1", address).code() == 0;
  }

  @Test
  void neighboursReachOneAnotherAndOtherNetworksDoNot() {
    docker.run("network", "create", "blue").ok();
    docker.run("network", "create", "green").ok();
    sleeper("one", "--network", "blue");
    sleeper("two", "--network", "blue");
    sleeper("far", "--network", "green");

    assertThat(pings("one", settings("two", "blue", "IPAddress"))).isTrue();
    assertThat(pings("one", settings("far", "green", "IPAddress"))).isFalse();
    assertThat(pings("one", Outside.THERE)).isTrue();
  }

  @Test
  void whoComesOrGoesDoesNotMoveTheGateway() {
    sleeper("one");
    assertThat(pings("one", Outside.THERE)).isTrue();
    for (int i = 0; i < 6; i++) {
      sleeper("other" + i);
      assertThat(pings("one", Outside.THERE)).isTrue();
    }
    for (int i = 0; i < 6; i++) {
      docker.run("rm", "-f", "other" + i).ok();
      assertThat(pings("one", Outside.THERE)).isTrue();
    }
  }

  @Test
  void anInternalNetworkLeadsNowhereElse() {
    docker.run("network", "create", "--internal", "inner").ok();
    sleeper("one", "--network", "inner");
    sleeper("two", "--network", "inner");

    assertThat(pings("one", settings("two", "inner", "IPAddress"))).isTrue();
    assertThat(pings("one", Outside.THERE)).isFalse();
    assertThat(docker.run("exec", "one", "ip", "route").text()).doesNotContain("default");
  }

  @Test
  void containersCanBeKeptApart() {
    docker
        .run("network", "create", "-o", "com.docker.network.bridge.enable_icc=false", "apart")
        .ok();
    sleeper("one", "--network", "apart");
    sleeper("two", "--network", "apart");

    assertThat(pings("one", settings("two", "apart", "IPAddress"))).isFalse();
    assertThat(pings("one", Outside.THERE)).isTrue();
  }

  @Test
  void sixAndFour() {
    docker.run("network", "create", "--ipv6", "--subnet", "fd76::/64", "six").ok();
    docker
        .run(
            "run",
            "-d",
            "--name",
            "web",
            "--network",
            "six",
            "-p",
            "45680:80",
            "box:1",
            "httpd",
            "-f",
            "-p",
            "80",
            "-h",
            "/etc")
        .ok();
    sleeper("one", "--network", "six");

    assertThat(pings("one", settings("web", "six", "GlobalIPv6Address"))).isTrue();
    assertThat(pings("one", Outside.THERE_6)).isTrue();
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE_6, 45680)).isNotEmpty());
    assertThat(outside.get(Outside.HERE, 45680)).isNotEmpty();
    assertThat(docker.run("port", "web", "80").text()).contains("[::]:45680");
  }

  @Test
  void addressesThatWereAskedFor() {
    docker
        .run("network", "create", "--subnet", "10.201.0.0/24", "--gateway", "10.201.0.9", "mine")
        .ok();
    sleeper(
        "one", "--network", "mine", "--ip", "10.201.0.77", "--mac-address", "02:42:00:00:00:77");

    assertThat(docker.run("exec", "one", "ip", "addr", "show", "eth0").text())
        .contains("10.201.0.77/24")
        .contains("02:42:00:00:00:77");
    assertThat(docker.run("exec", "one", "ip", "route").text()).contains("default via 10.201.0.9");
    assertThat(docker.run("run", "--rm", "--network", "mine", "--ip", "10.201.0.77", "box:1").err())
        .contains("Address already in use");
    assertThat(docker.run("run", "--rm", "--network", "mine", "--ip", "10.9.0.1", "box:1").err())
        .contains("no configured subnet contains IP address 10.9.0.1");
    assertThat(docker.run("network", "create", "--subnet", "10.201.0.128/25", "other").err())
        .contains("Pool overlaps with other one on this address space");
    assertThat(docker.run("network", "create", "--subnet", "198.18.77.0/25", "other").err())
        .contains("cannot use subnet 198.18.77.0/25");
  }

  @Test
  void aSecondNetworkWhileItRuns() {
    docker.run("network", "create", "--internal", "inner").ok();
    docker.run("network", "create", "blue").ok();
    sleeper("one", "--network", "inner");
    docker.run("network", "connect", "blue", "one").ok();
    assertThat(docker.run("exec", "one", "ip", "route").text())
        .contains("default via " + settings("one", "blue", "Gateway") + " dev eth1");
    assertThat(pings("one", Outside.THERE)).isTrue();

    docker.run("network", "disconnect", "blue", "one").ok();
    assertThat(docker.run("exec", "one", "ip", "addr").text()).doesNotContain("eth1");
    assertThat(pings("one", Outside.THERE)).isFalse();

    docker.run("restart", "-t", "0", "one").ok();
    assertThat(docker.run("exec", "one", "ip", "route").text()).doesNotContain("default");
  }

  @Test
  void oneMoreContainerCanShareTheNetworkOfAnother() {
    sleeper("one");
    assertThat(
            docker.run("run", "--rm", "--network", "container:one", "box:1", "ip", "addr").text())
        .contains(settings("one", "bridge", "IPAddress"));
    assertThat(docker.run("run", "--rm", "--network", "none", "box:1", "ip", "addr").text())
        .doesNotContain("eth0");
  }

  @Test
  void noAddressTwiceHoweverManyStartAtOnce() {
    docker.run("network", "create", "crowd").ok();
    Set<String> addresses = ConcurrentHashMap.newKeySet();
    try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MANY; i++) {
        starts.execute(() -> {
          var shown =
              docker
                  .jug()
                  .run(
                      "run",
                      "--rm",
                      "--network",
                      "crowd",
                      "box:1",
                      "sh",
                      "-c",
                      "sleep 1; ip addr show eth0 | sed -n 's/ *inet \\([^ ]*\\).*/\\1/p'");
          addresses.add(shown.text());
        });
      }
    }
    assertThat(addresses).hasSize(MANY).allMatch(address -> address.matches("[0-9.]+/16"));
  }

  @Test
  void trafficGoesOnWithoutAnEngineAndTheNextOneKnowsEverything() {
    docker
        .run(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            "45681:80",
            "box:1",
            "httpd",
            "-f",
            "-p",
            "80",
            "-h",
            "/etc")
        .ok();
    sleeper("one");
    var address = settings("web", "bridge", "IPAddress");
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE, 45681)).isNotEmpty());

    docker.jug().killEngine();
    assertThat(outside.get(Outside.HERE, 45681)).isNotEmpty();
    docker.jug().run("engine", "start").ok();

    assertThat(outside.get(Outside.HERE, 45681)).isNotEmpty();
    assertThat(settings("web", "bridge", "IPAddress")).isEqualTo(address);
    assertThat(docker.run("port", "web").text()).contains("0.0.0.0:45681");
    sleeper("two");
    assertThat(settings("two", "bridge", "IPAddress"))
        .isNotEqualTo(address)
        .isNotEqualTo(settings("one", "bridge", "IPAddress"));
    assertThat(docker.run("run", "--rm", "-p", "45681:80", "box:1").err())
        .contains("port is already allocated");

    docker.run("rm", "-f", "web").ok();
    assertThat(outside.get(Outside.HERE, 45681)).isEmpty();
  }

  @Test
  void withTheLastContainerTheHostIsAsItWas() {
    var before = forwarding();
    docker.jug().run("run", "--rm", "box:1").ok();
    Jug.eventually(() -> assertThat(forwarding()).isEqualTo(before));
    rules.areGone(docker);
    assertThat(Files.exists(docker.jug().place().resolve("run/live/networks/ip_forward")))
        .isFalse();
  }

  /** As another firewall's start does it. */
  @Test
  void rulesComeBackAfterTheyWereFlushed() {
    docker
        .run(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            "45682:80",
            "box:1",
            "httpd",
            "-f",
            "-p",
            "80",
            "-h",
            "/etc")
        .ok();
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE, 45682)).isNotEmpty());

    rules.flush(docker);
    long flushed = System.nanoTime();
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE, 45682)).isNotEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - flushed)).isLessThan(Duration.ofSeconds(1));
  }

  /** Its rules drop all that is forwarded and is not its own, but for what this chain accepts. */
  @Test
  void whatADockerdBesideDropsPassesAllTheSame() {
    if (!rules.areNft()) {
      whatIptablesDropsByDefaultPasses();
      return;
    }
    var drop = "chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }";
    assertThat(nft("list", "tables")).as("no other rules").doesNotContain("ip filter");
    nft(
        "add table ip filter; add chain ip filter DOCKER-USER; add "
            + drop
            + "; add rule ip filter FORWARD jump DOCKER-USER");
    try {
      sleeper("one");
      Jug.eventually(() -> assertThat(pings("one", Outside.THERE)).isTrue());
      docker.run("rm", "-f", "one").ok();
      Jug.eventually(() ->
          assertThat(nft("list", "chain", "ip", "filter", "DOCKER-USER")).doesNotContain("accept"));
    } finally {
      nft("delete", "table", "ip", "filter");
    }
  }

  private void whatIptablesDropsByDefaultPasses() {
    Rules.run(docker, "iptables", "-P", "FORWARD", "DROP");
    try {
      sleeper("one");
      Jug.eventually(() -> assertThat(pings("one", Outside.THERE)).isTrue());
    } finally {
      Rules.run(docker, "iptables", "-P", "FORWARD", "ACCEPT");
    }
  }

  private static String nft(String... words) {
    var command = new ArrayList<>(List.of("nft"));
    command.addAll(List.of(words));
    return Jug.finish(docker.jug().start(command), new byte[0]).ok().out();
  }

  private static String forwarding() {
    return host.run("cat", "/proc/sys/net/ipv4/ip_forward").text();
  }
}
