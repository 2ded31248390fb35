package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
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

/** Who reaches whom where nobody reaches anybody. */
@EndToEnd
@Requires({"command:docker", "command:iptables", "command:nft"})
@ParameterizedClass
@EnumSource(Rules.class)
class PolicyTest {
  @Parameter Rules each;

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

  private static Result policy(String... words) {
    var all = new ArrayList<>(List.of("network", "policy"));
    all.addAll(Arrays.asList(words));
    return docker.jug().run(all.toArray(String[]::new));
  }

  private static void closedNetwork() {
    docker.run("network", "create", "-o", "dev.jug.policy=deny", "app").ok();
  }

  private static void server(String name, String role, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name, "--network", "app"));
    words.addAll(List.of("--label", "role=" + role));
    words.addAll(Arrays.asList(options));
    words.add("box:1");
    words.addAll(Web.server());
    docker.run(words.toArray(String[]::new)).ok();
  }

  private static boolean reaches(String container, String address) {
    return !Web.get(docker, container, address, 80).isEmpty();
  }

  private static boolean pings(String container, String name) {
    return docker.run("exec", container, "ping", "-c", "1", "-W", "1", name).code() == 0;
  }

  @Test
  void nobodyReachesAnybodyButWhomAPolicyNames() {
    closedNetwork();
    server("web", "web");
    server("db", "db");
    server("spy", "spy");
    assertThat(reaches("web", "db")).isFalse();
    assertThat(pings("web", "db")).isFalse();
    assertThat(reaches("web", Outside.THERE)).isTrue();

    policy(
            "create",
            "--network",
            "app",
            "--from",
            "role=web",
            "--to",
            "role=db",
            "--port",
            "80/tcp",
            "web-to-db")
        .ok();
    Jug.eventually(() -> assertThat(reaches("web", "db")).isTrue());
    assertThat(pings("web", "db")).isFalse();
    assertThat(reaches("db", "web")).isFalse();
    assertThat(reaches("spy", "db")).isFalse();

    assertThat(policy("ls").text()).contains("web-to-db").contains("role=web").contains("80/tcp");
    assertThat(policy("inspect", "web-to-db").text()).contains("\"web\"").contains("\"db\"");
    policy("rm", "web-to-db").ok();
    assertThat(reaches("web", "db")).isFalse();
  }

  @Test
  void itHoldsForWhoComesLaterAndForTheNextEngine() {
    closedNetwork();
    policy("create", "--network", "app", "--from", "role=web", "--to", "role=db", "one").ok();
    server("db", "db");
    server("web", "web");
    Jug.eventually(() -> assertThat(reaches("web", "db")).isTrue());
    assertThat(pings("web", "db")).isTrue();

    docker.jug().killEngine();
    assertThat(reaches("db", "web")).isFalse();
    docker.jug().run("engine", "start").ok();
    assertThat(reaches("web", "db")).isTrue();
    assertThat(reaches("db", "web")).isFalse();

    docker.run("rm", "-f", "db").ok();
    server("other", "spy");
    assertThat(reaches("web", "other")).isFalse();
    server("store", "db");
    Jug.eventually(() -> assertThat(reaches("web", "store")).isTrue());
  }

  @Test
  void nobodyTakesAnothersAddressToReachMore() {
    closedNetwork();
    policy("create", "--network", "app", "--from", "role=web", "--to", "role=db", "one").ok();
    server("db", "db");
    server("web", "web");
    server("spy", "spy", "--cap-add", "NET_ADMIN");
    var address = address("web");
    var db = address("db");
    docker.run("stop", "-t", "0", "web").ok();
    docker
        .run(
            "exec",
            "spy",
            "sh",
            "-c",
            "ip addr flush dev eth0; ip addr add " + address + "/16 dev eth0")
        .ok();
    assertThat(reaches("spy", db)).isFalse();
  }

  private static String address(String container) {
    return docker
        .run("inspect", "-f", "{{.NetworkSettings.Networks.app.IPAddress}}", container)
        .text();
  }

  @Test
  void whatIsPublishedIsThereForEverybody() {
    closedNetwork();
    server("db", "db", "-p", "45683:80");
    server("web", "web");
    Jug.eventually(() -> assertThat(outside.get(Outside.HERE, 45683)).isNotEmpty());
    assertThat(reaches("web", "db")).isFalse();
  }

  @Test
  void whatIsRefusedIsTold() {
    closedNetwork();
    server("web", "web");
    server("db", "db");
    reaches("web", "db");
    Jug.eventually(() ->
        assertThat(docker.jug().run("events", "--since", "1h", "--until", "0s").text())
            .contains("by=policy")
            .contains("destination=" + address("db")));
  }

  @Test
  void policiesAreForNetworksThatDeny() {
    docker.run("network", "create", "open").ok();
    assertThat(policy("create", "--network", "open", "one").err())
        .contains("lets everybody on it reach everybody")
        .contains("dev.jug.policy=deny");
    assertThat(docker.run("network", "create", "-o", "dev.jug.policy=maybe", "odd").err())
        .contains("invalid dev.jug.policy: maybe");
    closedNetwork();
    assertThat(policy("create", "--network", "app", "--port", "http", "one").err())
        .contains("invalid port: 'http'");
    policy("create", "--network", "app", "one").ok();
    assertThat(policy("create", "--network", "app", "one").err()).contains("already exists");
    docker.run("network", "rm", "app").ok();
    assertThat(policy("ls", "-q").text()).isEmpty();
  }
}
