package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.netlink.Attributes;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Bytes as ip(8) sends them, in the order of a little-endian machine. */
class LinkEncodingTest {
  private static String hex(Attributes attributes) {
    return HexFormat.of().formatHex(attributes.encode());
  }

  private static String hex(String name, LinkKind kind) {
    return hex(LinkEncoding.of(name, kind, LinkOptions.NONE));
  }

  @Test
  void aCableDescribesItsFarEndAsADevice() {
    var far = LinkOptions.NONE.withMac(MacAddress.parse("02:42:00:00:00:01")).withMtu(1400);

    assertThat(hex("v", new LinkKind.Veth("e", Optional.empty(), far)))
        .isEqualTo(
            "0600030076000000"
                + "44001280" // IFLA_LINKINFO
                + "090001007665746800000000" // veth
                + "34000280" // IFLA_INFO_DATA
                + "30000100" // VETH_INFO_PEER
                + "00".repeat(16)
                + "0600030065000000"
                + "0a000100024200000001"
                + "0000"
                + "0800040078050000");
  }

  @Test
  void aBridgeHasNoSpanningTreeAndNoDelay() {
    assertThat(hex("b", new LinkKind.Bridge()))
        .isEqualTo(
            "0600030062000000"
                + "24001280"
                + "0b000100627269646765000"
                + "0"
                + "14000280"
                + "0800010000000000"
                + "0800050000000000");
  }

  @Test
  void theParentIsNamedByItsIndex() {
    assertThat(hex("m", new LinkKind.Macvlan(9, LinkKind.Macvlan.Mode.BRIDGE)))
        .startsWith("060003006d000000" + "0800050009000000")
        .endsWith("0c000280" + "0800010004000000");
    assertThat(hex("m", new LinkKind.Vlan(9, 100)))
        .startsWith("060003006d000000" + "0800050009000000")
        .endsWith("0c000280" + "0600010064000000");
  }

  @Test
  void aPortOfVxlanIsInNetworkOrder() {
    var kind =
        new LinkKind.Vxlan(
            5,
            Optional.of(InetAddress.ofLiteral("10.0.0.1")),
            Optional.of(InetAddress.ofLiteral("fd00::1")),
            4789,
            OptionalInt.of(9));

    assertThat(hex(VxlanEncoding.data(kind)))
        .isEqualTo(
            "0800010005000000"
                + "06000f0012b50000"
                + "0800030009000000"
                + "080004000a000001"
                + "14001000fd000000000000000000000000000001");
  }

  @Test
  void portsHaveFlags() {
    assertThat(hex(new BridgePort(true, false).encode()))
        .isEqualTo("0500040000000000" + "0500210001000000");
  }

  @Test
  void whatNoDeviceCanHaveIsRefused() {
    assertThatThrownBy(() -> new LinkOptions(null, 0, "x".repeat(256), false))
        .hasMessageContaining("255 bytes");
    assertThatThrownBy(() -> new LinkKind.Veth("e", Optional.empty(), LinkOptions.NONE.broughtUp()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
