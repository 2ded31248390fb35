package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which part of the kernel has the rules for packets, and what becomes of those of the other. */
@EndToEnd
@Requires({"command:docker", "command:iptables", "command:nft"})
class BackEndTest {
  @TempDir static Path folder;
  private static Host host;
  private static Docker docker;
  private static Outside outside;

  @BeforeAll
  static void open() {
    host = new Host(folder, Rules.LEGACY);
    docker = host.engine();
    outside = new Outside(folder, host);
    outside.serve(80);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
    become(Rules.LEGACY);
    Rules.LEGACY.areGone(docker);
    Rules.NFTABLES.areGone(docker);
  }

  @AfterAll
  static void close() {
    outside.close();
    host.close();
  }

  private static void server(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(List.of(options));
    words.add("box:1");
    words.addAll(Web.server());
    docker.jug().run(words.toArray(String[]::new)).ok();
  }

  /** Crashes the engine; the next one has its rules elsewhere. */
  private static void become(Rules others) {
    docker.jug().killEngine();
    others.configure(folder);
    docker.jug().run("engine", "start").ok();
  }

  @Test
  void theNextEngineTakesTheRulesOfTheOtherBackEndAway() {
    docker.run("network", "create", "back").ok();
    server("web", "--network", "back", "-p", "45684:80");
    server("shut", "--network", "back", "--egress", "none");
    for (var rules : List.of(Rules.LEGACY, Rules.NFTABLES, Rules.LEGACY, Rules.NFTABLES)) {
      become(rules);
      var other = rules.areNft() ? Rules.LEGACY : Rules.NFTABLES;
      other.areGone(docker);
      assertThat(rules.list(docker).toLowerCase(Locale.ROOT)).contains("jug-");
      assertThat(docker.jug().run("info").text()).contains("Firewall Backend: " + rules.setting());

      assertThat(outside.get(Outside.HERE, 45684)).as("published").isNotEmpty();
      assertThat(Web.get(docker, "shut", Outside.THERE, 80)).as("refused").isEmpty();
      assertThat(docker.run("exec", "web", "ping", "-c", "1", "shut").text())
          .contains("1 packets received");
    }
  }

  @Test
  void packetsAreCountedToo() {
    server("one", "--net-limit", "50");
    var flood = "ping -q -c 300 -i 0.002 -W 1 " + Outside.THERE + " | grep received";
    var received = docker.run("exec", "one", "sh", "-c", flood).out();
    assertThat(Integer.parseInt(received.replaceAll(".*, (\\d+) packets received.*\\s*", "$1")))
        .isLessThan(200);
  }

  @Test
  void everyRuleIsMadeAgain() {
    docker.run("network", "create", "--ipv6", "--subnet", "fd78::/64", "six").ok();
    server("one", "--network", "six", "--egress", "none", "-p", "45685:80");
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE_6, 45685)).isNotEmpty());
    var before = Rules.LEGACY.list(docker).lines().filter(line -> line.contains("JUG-")).toList();

    Rules.LEGACY.flush(docker);
    Jug.eventually(() ->
        assertThat(Rules.LEGACY.list(docker).lines().filter(line -> line.contains("JUG-")))
            .hasSameSizeAs(before));
    assertThat(outside.get(Outside.HERE_6, 45685)).isNotEmpty();
    assertThat(Web.get(docker, "one", Outside.THERE_6, 80)).isEmpty();
  }

  /** As a dockerd's start puts its own rules first, which let its containers go everywhere. */
  @Test
  void othersDoNotDecideBeforeItsRulesDo() {
    server("one");
    Rules.run(docker, "iptables", "-I", "FORWARD", "-j", "ACCEPT");
    try {
      Jug.eventually(
          () -> assertThat(forwarding().getFirst()).contains("-j JUG-").contains("-FORWARD"));
      assertThat(forwarding()).hasSize(2);
    } finally {
      Rules.run(docker, "iptables", "-D", "FORWARD", "-j", "ACCEPT");
    }
  }

  private static List<String> forwarding() {
    return Rules.run(docker, "iptables", "-S", "FORWARD")
        .lines()
        .filter(line -> line.startsWith("-A"))
        .toList();
  }

  @Test
  void theRulesOfOthersStay() {
    var theirs = List.of("-A", "FORWARD", "-s", "192.0.2.1", "-j", "DROP");
    var command = new ArrayList<>(List.of("iptables"));
    command.addAll(theirs);
    Rules.run(docker, command.toArray(String[]::new));
    try {
      server("one", "-p", "45686:80");
      Jug.eventually(() -> assertThat(outside.get(Outside.HERE, 45686)).isNotEmpty());
      docker.run("rm", "-f", "one").ok();
      Rules.LEGACY.areGone(docker);
      assertThat(Rules.LEGACY.list(docker)).contains("-A FORWARD -s 192.0.2.1/32 -j DROP");
    } finally {
      command.set(1, "-D");
      Rules.run(docker, command.toArray(String[]::new));
    }
  }
}
