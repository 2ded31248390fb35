package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers find each other by name, with the resolver of a real libc. */
@EndToEnd
@Requires({"command:docker", "command:iptables"})
@ParameterizedClass
@EnumSource(Rules.class)
class NamesTest {
  @Parameter Rules each;

  @TempDir static Path folder;
  private static Host host;
  private static Docker docker;

  @BeforeParameterizedClassInvocation
  static void open(Rules rules) {
    host = new Host(folder, rules);
    docker = host.engine();
    docker.run("network", "create", "blue").ok();
    docker.run("network", "create", "green").ok();
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterParameterizedClassInvocation
  static void close() {
    docker.run("network", "rm", "blue", "green").ok();
    host.close();
  }

  private static String sleeper(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(List.of(options));
    words.addAll(List.of("host", "sleep", "99"));
    return docker.run(words.toArray(String[]::new)).text();
  }

  private static String address(String container, String network) {
    var template = "{{(index .NetworkSettings.Networks \"" + network + "\").IPAddress}}";
    return docker.run("inspect", "-f", template, container).text();
  }

  /** What libc says of a name, in a container. */
  private static String found(String container, String name) {
    return docker
        .run("exec", container, "getent", "ahostsv4", name)
        .out()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  @Test
  void byNameAliasAndShortId() {
    var id = sleeper("db", "--network", "blue", "--network-alias", "store");
    sleeper("web", "--network", "blue");

    var address = address("db", "blue");
    assertThat(found("web", "db")).isEqualTo(address);
    assertThat(found("web", "DB")).isEqualTo(address);
    assertThat(found("web", "store")).isEqualTo(address);
    assertThat(found("web", id.substring(0, 12))).isEqualTo(address);
    assertThat(found("web", "nobody")).isEmpty();
    assertThat(docker.run("exec", "web", "getent", "hosts", address).text()).contains("db.blue");
  }

  @Test
  void anAliasOfSeveralHasAllTheirAddresses() {
    sleeper("one", "--network", "blue", "--network-alias", "all");
    sleeper("two", "--network", "blue", "--network-alias", "all");

    assertThat(found("one", "all").split(" "))
        .containsExactlyInAnyOrder(address("one", "blue"), address("two", "blue"));
  }

  @Test
  void networksThatAreNotSharedAreSilent() {
    sleeper("db", "--network", "blue");
    sleeper("web", "--network", "green");
    assertThat(found("web", "db")).isEmpty();

    docker.run("network", "connect", "--alias", "late", "blue", "web").ok();
    assertThat(found("web", "db")).isEqualTo(address("db", "blue"));
    assertThat(found("db", "late")).isEqualTo(address("web", "blue"));

    docker.run("network", "disconnect", "blue", "web").ok();
    assertThat(found("web", "db")).isEmpty();
    assertThat(found("db", "web")).isEmpty();
  }

  @Test
  void namesFollowChanges() {
    sleeper("db", "--network", "blue");
    sleeper("web", "--network", "blue");
    docker.run("rename", "db", "base").ok();
    assertThat(found("web", "base")).isEqualTo(address("base", "blue"));
    assertThat(found("web", "db")).isEmpty();

    docker.run("rm", "-f", "base").ok();
    assertThat(found("web", "base")).isEmpty();
  }

  @Test
  void linksAndExtraHosts() {
    sleeper("db", "--network", "blue");
    sleeper(
        "web",
        "--network",
        "blue",
        "--link",
        "db:store",
        "--add-host",
        "far:192.0.2.7",
        "--add-host",
        "me:host-gateway");

    assertThat(found("web", "store")).isEqualTo(address("db", "blue"));
    assertThat(found("web", "far")).isEqualTo("192.0.2.7");
    var gateway = "{{(index .NetworkSettings.Networks \"blue\").Gateway}}";
    assertThat(found("web", "me")).isEqualTo(docker.run("inspect", "-f", gateway, "web").text());
    assertThat(found("db", "store")).isEmpty();
  }

  /** As before there were networks of one's own. */
  @Test
  void linksOnTheBridgeAreLinesOfTheHostsFile() {
    sleeper("db");
    sleeper("web", "--link", "db:store");
    assertThat(found("web", "store")).isEqualTo(address("db", "bridge"));
    assertThat(found("web", "db")).isEqualTo(address("db", "bridge"));

    docker.run("stop", "-t", "0", "db").ok();
    assertThat(docker.run("run", "--rm", "--link", "db:store", "host", "true").err())
        .contains("Cannot link to a non running container: /db AS /");
  }

  @Test
  void port53IsFreeForAServerOfItsOwn() {
    var server =
        "busybox nc -l -p 53 & sleep 0.2; busybox netstat -ltn | grep :53; getent hosts db";
    sleeper("db", "--network", "blue");

    assertThat(docker.run("run", "--rm", "--network", "blue", "host", "sh", "-c", server).out())
        .contains(":53 ")
        .contains(address("db", "blue"));
  }

  @Test
  void anEngineThatComesBackAnswersAgain() {
    sleeper("db", "--network", "blue");
    sleeper("web", "--network", "blue");
    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();

    assertThat(found("web", "db")).isEqualTo(address("db", "blue"));
  }
}
