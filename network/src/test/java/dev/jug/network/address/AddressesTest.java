package dev.jug.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  /** The examples are those of RFC 5952, sections 4 and 5, and its edges. */
  @ParameterizedTest
  @CsvSource({
    "172.17.0.1, 172.17.0.1",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "fd00:0:0:0:0:0:0:0, fd00::",
    "2001:0db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8:AAAA::FFFF, 2001:db8:aaaa::ffff",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "fe80::1%1, fe80::1%1"
  })
  void anAddressIsAsShortAsCanBe(String written, String shown) {
    assertThat(Addresses.text(Addresses.parse(written, "address"))).isEqualTo(shown);
  }

  @Test
  void aNameIsNoAddress() {
    assertThatThrownBy(() -> Addresses.parse("localhost", "--ip"))
        .isInstanceOf(NetworkException.class)
        .hasMessage("invalid --ip: localhost is not an IP address");
  }
}
