package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What containers may reach. */
@EndToEnd
@Requires({"command:docker", "command:iptables", "command:nft"})
@ParameterizedClass
@EnumSource(Rules.class)
class EgressTest {
  @Parameter Rules each;

  /** An address that anybody could have. */
  private static final String PUBLIC = "11.77.0.2";

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
    outside.has("11.77.0.1", PUBLIC);
    outside.serve(80);
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

  private static void server(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(Arrays.asList(options));
    words.add("box:1");
    words.addAll(Web.server());
    docker.jug().run(words.toArray(String[]::new)).ok();
  }

  private static boolean reaches(String container, String address) {
    return reaches(container, address, 80);
  }

  private static boolean reaches(String container, String address, int port) {
    return !Web.get(docker, container, address, port).isEmpty();
  }

  private static String address(String container) {
    return docker
        .run("inspect", "-f", "{{.NetworkSettings.Networks.bridge.IPAddress}}", container)
        .text();
  }

  @Test
  void nothingIsReachedButAnswersGoOut() {
    server("free");
    server("one", "--egress", "none");
    Jug.eventually(() -> assertThat(reaches("free", address("one"))).isTrue());

    assertThat(reaches("one", address("free"))).isFalse();
    assertThat(reaches("one", Outside.THERE)).isFalse();
    assertThat(reaches("one", PUBLIC)).isFalse();
    assertThat(docker.run("exec", "one", "ping", "-c1", "-W1", address("free")).code()).isNotZero();
  }

  @Test
  void areasAreReached() {
    server("free");
    server("near", "--egress", "lan");
    server("far", "--egress", "internet");
    Jug.eventually(() -> assertThat(reaches("near", address("free"))).isTrue());

    assertThat(reaches("near", PUBLIC)).isFalse();
    assertThat(reaches("far", PUBLIC)).isTrue();
    assertThat(reaches("far", address("free"))).isFalse();
  }

  @Test
  void addressesAndPortsAreReached() {
    outside.serve(81);
    server("one", "--egress", Outside.THERE + ":80", "--egress", "11.0.0.0/8");
    assertThat(reaches("one", Outside.THERE, 80)).isTrue();
    assertThat(reaches("one", Outside.THERE, 81)).isFalse();
    assertThat(reaches("one", PUBLIC, 81)).isTrue();
  }

  @Test
  void itIsChangedWhileItRunsAndHoldsForLaterAndForTheNextEngine() {
    server("one");
    assertThat(reaches("one", PUBLIC)).isTrue();

    docker.jug().run("update", "--egress", "none", "one").ok();
    assertThat(reaches("one", PUBLIC)).isFalse();
    docker.run("restart", "-t", "0", "one").ok();
    assertThat(reaches("one", PUBLIC)).isFalse();

    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();
    assertThat(reaches("one", PUBLIC)).isFalse();
    docker.jug().run("update", "--egress", "all", "one").ok();
    assertThat(reaches("one", PUBLIC)).isTrue();
  }

  @Test
  void aNameIsReachedWhateverItsAddress() {
    try (var _ = new NameServer(host, Outside.HERE, PUBLIC)) {
      server("one", "--dns", Outside.HERE, "--egress", "good.example.org:80");
      assertThat(reaches("one", PUBLIC)).isFalse();
      assertThat(reaches("one", "good.example.org")).isTrue();
      assertThat(reaches("one", PUBLIC)).isTrue();
      assertThat(reaches("one", "bad.example.org")).isFalse();

      docker.jug().killEngine();
      docker.jug().run("engine", "start").ok();
      assertThat(reaches("one", PUBLIC)).isTrue();
    }
  }

  @Test
  void aNeighbourIsReachedByItsName() {
    docker.run("network", "create", "back").ok();
    server("db", "--network", "back");
    server("other", "--network", "back");
    server("web", "--network", "back", "--egress", "db:80");

    Jug.eventually(() -> assertThat(reaches("web", "db")).isTrue());
    assertThat(reaches("web", "other")).isFalse();
    assertThat(reaches("other", "web")).isTrue();
  }

  @Test
  void nobodyTakesAnothersAddressToReachMore() {
    server("free");
    server("one", "--egress", "none", "--cap-add", "NET_ADMIN");
    var gateway =
        docker.run("inspect", "-f", "{{.NetworkSettings.Networks.bridge.Gateway}}", "free").text();
    var forged = gateway.substring(0, gateway.lastIndexOf('.') + 1) + "99";
    var script =
        "ip addr flush dev eth0; ip addr add %s/16 dev eth0; ip route add default via %s"
            .formatted(forged, gateway);
    docker.run("exec", "one", "sh", "-c", script).ok();
    assertThat(reaches("one", address("free"))).isFalse();
    assertThat(reaches("one", PUBLIC)).isFalse();
  }

  @Test
  void whatIsRefusedIsTold() {
    server("one", "--egress", "none");
    reaches("one", PUBLIC);
    Jug.eventually(() ->
        assertThat(docker.jug().run("events", "--since", "1h", "--until", "0s").text())
            .contains("network refuse")
            .contains("by=egress")
            .contains("destination=" + PUBLIC)
            .contains("port=80"));
  }

  @Test
  void whenRulesAreFlushedTheyComeBack() {
    server("one", "--egress", "none");
    rules.flush(docker);
    Jug.eventually(() -> assertThat(reaches("one", PUBLIC)).isFalse());
    assertThat(rules.list(docker)).contains(rules.areNft() ? "out-veth" : "-veth");
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeAnythingIsMade() {
    var wrong = docker.jug().run("create", "--egress", "10.0.0.0/99", "box:1");
    assertThat(wrong.code()).isEqualTo(125);
    assertThat(wrong.err()).contains("invalid egress: '10.0.0.0/99'").contains("lan, internet");
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
  }
}
