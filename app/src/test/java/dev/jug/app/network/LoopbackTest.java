package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
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

/** Published ports on the host's own loopback of IPv6. */
@EndToEnd
@Requires({"command:docker", "command:ip", "file:/proc/sys/net/bridge"})
class LoopbackTest {
  @TempDir static Path folder;
  private static Hosts hosts;
  private static Docker engine;

  @BeforeAll
  static void open() {
    hosts = new Hosts(folder);
    engine = hosts.engine(1);
  }

  @AfterEach
  void empty() {
    engine.run("ps", "-aq").out().lines().forEach(id -> engine.run("rm", "-f", id).ok());
    engine.run("network", "prune", "-f").ok();
  }

  @AfterAll
  static void close() {
    hosts.close();
  }

  private static void serve(String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", "web", "--hostname", "web"));
    words.addAll(List.of(options));
    words.add("box:1");
    words.addAll(Web.server());
    engine.run(words.toArray(String[]::new)).ok();
  }

  private static String from(int host, String address, int port) {
    var request = Web.request(address, port) + " || true";
    return Web.body(hosts.on(host, "busybox", "sh", "-c", request));
  }

  @Test
  void itLeadsIntoTheContainer() {
    engine.run("network", "create", "--ipv6", "dual").ok();
    engine.run("network", "create", "--ipv6", "second").ok();
    engine.run("run", "-d", "--network", "second", "box:1", "sleep", "99").ok();
    serve("--network", "dual", "-p", "8080:80", "-p", "[::1]:8081:80");

    assertThat(from(1, "::1", 8080)).as("published on all addresses").isEqualTo("web");
    assertThat(from(1, "::1", 8081)).as("published on this one").isEqualTo("web");
    assertThat(from(1, "127.0.0.1", 8081)).isEmpty();
    assertThat(from(1, Hosts.ADDRESS_6 + "1", 8081)).isEmpty();
    assertThat(from(2, Hosts.ADDRESS_6 + "1", 8080)).isEqualTo("web");
    assertThat(from(2, Hosts.ADDRESS_6 + "1", 8081)).isEmpty();
  }

  @Test
  void whereAnswersWouldBeLostItIsRefused() {
    engine.run("network", "create", "--ipv6", "dual").ok();
    filter("1");
    try {
      var refused = engine.run("run", "--network", "dual", "-p", "[::1]:8081:80", "box:1");
      assertThat(refused.err())
          .contains("cannot publish port 80/tcp on ::1: answers would not arrive")
          .contains("sysctl net.bridge.bridge-nf-call-ip6tables=0");
    } finally {
      filter("0");
    }
    var without = engine.run("run", "-p", "[::1]:8081:80", "box:1");
    assertThat(without.err()).contains("on ::1: the container has no IPv6 address");
  }

  private static void filter(String value) {
    var file = "/proc/sys/net/bridge/bridge-nf-call-ip6tables";
    hosts.on(1, "sh", "-c", "echo " + value + " >" + file);
  }
}
