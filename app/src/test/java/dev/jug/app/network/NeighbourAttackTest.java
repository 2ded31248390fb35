package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets in the name of others, with the guard before them and without. */
@EndToEnd
class NeighbourAttackTest {
  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
    jug.run("network", "create", "plain").ok();
    jug.run("network", "create", "-o", "dev.jug.guard=true", "guarded").ok();
    jug.run("network", "create", "-o", "dev.jug.guard=false", "open").ok();
  }

  @AfterAll
  static void close() {
    jug.run("network", "rm", "plain", "guarded", "open").ok();
    jug.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arp-spoof", "ip-spoof", "dns-spoof"})
  void theGuardStopsIt(String attack) {
    for (var network : List.of("bridge", "plain")) {
      var result = jug.run("attack", "--network", network, attack);
      assertThat(result.ok().out()).contains("frame guard", "it was sent, and did not arrive");
    }
    jug.run("attack", "--network", "guarded", "--cap-add", "NET_ADMIN", attack).ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arp-spoof", "ip-spoof"})
  void withoutTheGuardItArrives(String attack) {
    var result = jug.run("attack", "--network", "open", attack);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("GOT THROUGH");
  }

  /** It may have reasons to use other addresses. */
  @ParameterizedTest
  @ValueSource(strings = {"arp-spoof", "ip-spoof"})
  void whoMayConfigureItsNetworkIsNotGuarded(String attack) {
    var result = jug.run("attack", "--network", "plain", "--cap-add", "NET_ADMIN", attack);
    assertThat(result.out()).contains("GOT THROUGH");
  }

  /** The same packet as above, but for its source: it is what does not arrive. */
  @ParameterizedTest
  @ValueSource(strings = {"dns-spoof"})
  void aResolverOnTheLoopbackHasNoNeighbours(String attack) {
    assertThat(jug.run("attack", "--network", "open", attack).ok().out()).contains("loopback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arp-spoof", "ip-spoof"})
  void oneEndpointCanBeGuarded(String attack) {
    var endpoint = "name=plain,driver-opt=dev.jug.guard=true";
    jug.run("attack", "--network", endpoint, "--cap-add", "NET_ADMIN", attack).ok();
    var not = "name=plain,driver-opt=dev.jug.guard=false";
    assertThat(jug.run("attack", "--network", not, attack).code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arp-spoof", "ip-spoof"})
  void withoutRawSocketsThereIsNothingToSend(String attack) {
    var result = jug.run("attack", "--network", "open", "--cap-drop", "NET_RAW", attack);
    assertThat(result.ok().out()).contains("no CAP_NET_RAW", "socket: EPERM");
  }
}
