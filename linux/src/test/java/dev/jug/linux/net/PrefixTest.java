package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class PrefixTest {
  private static Prefix prefix(String address, int length) {
    return new Prefix(InetAddress.ofLiteral(address), length);
  }

  @Test
  void itHasAFirstAndALast() {
    assertThat(prefix("172.17.5.9", 16).first()).isEqualTo(InetAddress.ofLiteral("172.17.0.0"));
    assertThat(prefix("172.17.5.9", 20).last()).isEqualTo(InetAddress.ofLiteral("172.17.15.255"));
    assertThat(prefix("10.0.0.1", 32).last()).isEqualTo(InetAddress.ofLiteral("10.0.0.1"));
    assertThat(prefix("fd00::5", 64).last())
        .isEqualTo(InetAddress.ofLiteral("fd00::ffff:ffff:ffff:ffff"));
  }

  @Test
  void overlapsAreFoundBothWays() {
    var wide = prefix("10.0.0.0", 8);
    var narrow = prefix("10.200.3.0", 24);

    assertThat(wide.overlaps(narrow)).isTrue();
    assertThat(narrow.overlaps(wide)).isTrue();
    assertThat(narrow.overlaps(prefix("10.200.4.0", 24))).isFalse();
    assertThat(wide.overlaps(Prefix.ALL_V6)).isFalse();
    assertThat(wide.overlaps(Prefix.ALL_V4)).isTrue();
  }

  @Test
  void itIsReadWithAnyOfItsAddresses() {
    assertThat(Prefix.parse("10.5.0.1/16")).isEqualTo(prefix("10.5.0.1", 16));
    assertThat(Prefix.parse("fd00::/64")).isEqualTo(prefix("fd00::", 64));
    for (var wrong : new String[] {"10.5.0.1", "10.5.0.1/", "x/8", "10.0.0.0/33", ""}) {
      assertThatThrownBy(() -> Prefix.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void lengthsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> prefix("10.0.0.0", 33)).hasMessageContaining("0 to 32 bits, not 33");
    assertThatThrownBy(() -> prefix("::", 129)).hasMessageContaining("0 to 128 bits, not 129");
    assertThatThrownBy(() -> prefix("::", -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
