package dev.jug.network.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
  private static Egress egress(String... words) {
    return Egress.parse(List.of(words)).orElseThrow();
  }

  private static boolean permits(Egress egress, String address, int port) {
    return egress
        .permitting(InetAddress.ofLiteral(address), Protocol.TCP, port, (_, _) -> false)
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "lan",
        "internet",
        "10.0.0.0/8",
        "10.1.2.3/32:443/tcp",
        "10.0.0.0/8:8000-8010/udp",
        "[fd00:0:0:0:0:0:0:0/8]",
        "[fd00:0:0:0:0:0:0:1/128]:53/udp",
        "example.org",
        "*.example.org:443/tcp",
        "db:5432/tcp",
        "lan example.org"
      })
  void itReadsWhatItWrites(String text) {
    assertThat(egress(text.split(" "))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0",
        "10.0.0.1:",
        "10.0.0.1:0",
        "10.0.0.1:99999",
        "a b",
        "[fd00::",
        "-x",
        "name:80-90/tcp",
        "10.0.0.1:80/icmp",
        "*",
        "exa*mple.org"
      })
  void whatMakesNoSenseIsRefused(String text) {
    assertThatThrownBy(() -> Egress.parse(List.of(text))).isInstanceOf(NetworkException.class);
  }

  @Test
  void allIsAsIfNothingWereSaid() {
    assertThat(Egress.parse(List.of("all"))).isEmpty();
    assertThat(Egress.of(Map.of())).isEmpty();
    assertThat(Egress.of(Map.of(Egress.OPTION, "lan db:5432"))).isPresent();
    assertThatThrownBy(() -> egress("none", "lan")).hasMessageContaining("none and lan");
  }

  @Test
  void areasArePrivateAndPublicAddresses() {
    assertThat(permits(egress("lan"), "192.168.3.4", 80)).isTrue();
    assertThat(permits(egress("lan"), "fd12::1", 80)).isTrue();
    assertThat(permits(egress("lan"), "8.8.8.8", 80)).isFalse();
    assertThat(permits(egress("lan"), "169.254.169.254", 80)).isFalse();
    assertThat(permits(egress("internet"), "8.8.8.8", 80)).isTrue();
    assertThat(permits(egress("internet"), "2600::1", 80)).isTrue();
    assertThat(permits(egress("internet"), "172.17.0.1", 80)).isFalse();
    assertThat(permits(egress("internet"), "169.254.169.254", 80)).isFalse();
    assertThat(permits(egress("none"), "8.8.8.8", 80)).isFalse();
  }

  @Test
  void blocksMayHavePorts() {
    var egress = egress("10.0.0.0/8:443,8000-8010/tcp");
    assertThat(permits(egress, "10.9.9.9", 443)).isTrue();
    assertThat(permits(egress, "10.9.9.9", 8010)).isTrue();
    assertThat(permits(egress, "10.9.9.9", 8011)).isFalse();
    assertThat(permits(egress, "11.9.9.9", 443)).isFalse();
  }

  @Test
  void namesAreThoseOfAnswers() {
    var egress = egress("*.example.org:443");
    var address = InetAddress.ofLiteral("8.8.8.8");
    assertThat(egress.permitting(address, Protocol.TCP, 443, (_, _) -> true))
        .map(Allowance::toString)
        .isEqualTo(Optional.of("*.example.org:443/tcp,443/udp"));
    assertThat(egress.permitting(address, Protocol.TCP, 80, (_, _) -> true)).isEmpty();
    assertThat(egress.names()).allMatch(name -> name.isAbout("www.Example.org"));
    assertThat(egress.names()).noneMatch(name -> name.isAbout("example.org"));
  }

  @Test
  void whoReachesOnlyNamesAsksOnlyForThem() {
    assertThat(egress("a.org").mayAskFor("a.org")).isTrue();
    assertThat(egress("a.org").mayAskFor("b.org")).isFalse();
    assertThat(egress("a.org", "lan").mayAskFor("b.org")).isTrue();
    assertThat(egress("none").mayAskFor("a.org")).isFalse();
  }
}
