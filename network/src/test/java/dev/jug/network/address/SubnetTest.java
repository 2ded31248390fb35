package dev.jug.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import java.math.BigInteger;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {
  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  @Test
  void readsAndPrintsBothFamilies() {
    assertThat(Subnet.parse("172.20.0.0/16")).hasToString("172.20.0.0/16");
    assertThat(Subnet.parse("fd00::/64").prefix()).isEqualTo(64);
    assertThat(Subnet.around("10.1.2.3/8")).isEqualTo(Subnet.parse("10.0.0.0/8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0 | invalid CIDR address: 10.0.0.0",
        "10.0.0.0/33 | invalid CIDR address: 10.0.0.0/33",
        "10.0.0.0/-1 | invalid CIDR address: 10.0.0.0/-1",
        "example.org/8 | invalid CIDR address: example.org/8",
        "/8 | invalid CIDR address: /8",
        "10.0.0.1/16 | invalid subnet 10.0.0.1/16: it should be 10.0.0.0/16"
      })
  void refusesWhatIsNone(String text, String why) {
    assertThatThrownBy(() -> Subnet.parse(text))
        .isInstanceOf(NetworkException.class)
        .hasMessage(why);
  }

  @Test
  void knowsItsAddresses() {
    var subnet = Subnet.parse("192.168.4.0/22");
    assertThat(subnet.contains(address("192.168.7.255"))).isTrue();
    assertThat(subnet.contains(address("192.168.8.0"))).isFalse();
    assertThat(subnet.contains(address("fd00::1"))).isFalse();
    assertThat(subnet.address(BigInteger.valueOf(257))).isEqualTo(address("192.168.5.1"));
    assertThat(subnet.number(address("192.168.5.1"))).isEqualTo(257);
    assertThat(subnet.last()).isEqualTo(address("192.168.7.255"));
    assertThat(subnet.size()).isEqualTo(1024);
    assertThat(Subnet.parse("0.0.0.0/0").address(BigInteger.TWO)).isEqualTo(address("0.0.0.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.200.0.0/16, true",
    "10.200.0.0/16, 10.0.0.0/8, true",
    "10.0.0.0/16, 10.1.0.0/16, false",
    "0.0.0.0/0, fd00::/64, false",
    "fd00::/16, fd00:1::/64, true"
  })
  void overlap(String one, String other, boolean expected) {
    assertThat(Subnet.parse(one).overlaps(Subnet.parse(other))).isEqualTo(expected);
  }
}
