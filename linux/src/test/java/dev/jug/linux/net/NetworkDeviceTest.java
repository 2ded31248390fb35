package dev.jug.linux.net;

import static dev.jug.linux.net.TestNamespace.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
class NetworkDeviceTest {
  private static final MacAddress MAC = MacAddress.parse("02:42:ac:11:00:02");

  private TestNamespace host;
  private TestNamespace box;

  @BeforeEach
  void makeNamespaces() {
    host = TestNamespace.make();
    box = TestNamespace.make();
  }

  @AfterEach
  void closeNamespaces() {
    host.close();
    box.close();
  }

  @Test
  void aNewNamespaceHasLoAndItIsUp() {
    assertThat(host.status("lo").up()).isTrue();
    assertThat(host.status("lo").mac()).contains(MacAddress.of(new byte[6]));
    assertThat(NetworkDevice.find(host.socket(), "eth0")).isEmpty();
  }

  @Test
  void theFarEndOfACableIsMadeInItsNamespace() {
    var far = new LinkOptions(MAC, 1400, null, false);
    var kind = new LinkKind.Veth("eth0", Optional.of(box.fd()), far);

    var near =
        NetworkDevice.create(
            host.socket(), "veth1", kind, new LinkOptions(null, 1400, "c of a", true));

    assertThat(host.names()).contains("veth1").doesNotContain("eth0");
    var status = near.status();
    assertThat(status.kind()).isEqualTo("veth");
    assertThat(status.alias()).isEqualTo("c of a");
    assertThat(status.up()).isTrue();
    var inside = box.status("eth0");
    assertThat(inside.mac()).contains(MAC);
    assertThat(inside.mtu()).isEqualTo(1400);
    assertThat(inside.up()).isFalse();
    assertThat(inside.link()).isEqualTo(near.index());
  }

  @Test
  void bridgesHavePorts() {
    var bridge = host.create("br0", new LinkKind.Bridge());
    var port = host.create("veth1", new LinkKind.Veth("veth2"));

    host.socket()
        .together(() -> {
          port.master(bridge);
          port.port(new BridgePort(true, true));
          port.up();
        });

    assertThat(port.status().master()).isEqualTo(bridge.index());
    assertThat(port.status().up()).isTrue();
    port.release();
    assertThat(port.status().master()).isZero();
  }

  @Test
  void isolatedPortsDoNotSpeakWithOneAnother() {
    var bridge = host.create("br0", new LinkKind.Bridge());
    var port = host.create("veth1", new LinkKind.Veth("veth2"));

    assertThatThrownBy(() -> port.port(new BridgePort(true, false)))
        .as("of no bridge")
        .isInstanceOf(SysException.class);
    port.master(bridge);
    port.port(new BridgePort(true, true));

    assertThat(portFlag("veth1", "isolated")).isEqualTo("1");
    assertThat(portFlag("veth1", "hairpin_mode")).isEqualTo("1");
    port.port(new BridgePort(false, false));
    assertThat(portFlag("veth1", "isolated")).isEqualTo("0");
    assertThat(portFlag("veth1", "hairpin_mode")).isEqualTo("0");
  }

  private String portFlag(String device, String flag) {
    return Programs.read(host.fd(), "class/net/" + device + "/brport/" + flag);
  }

  @Test
  void whatADeviceIsLikeCanBeChanged() {
    var device = host.create("veth1", new LinkKind.Veth("veth2"));

    device.mac(MAC);
    device.mtu(1234);
    device.alias("a text");
    var renamed = device.rename("veth3");

    var status = renamed.status();
    assertThat(status.name()).isEqualTo("veth3");
    assertThat(status.mac()).contains(MAC);
    assertThat(status.mtu()).isEqualTo(1234);
    assertThat(status.alias()).isEqualTo("a text");
    renamed.up();
    assertThat(renamed.status().up()).isTrue();
    renamed.down();
    assertThat(renamed.status().up()).isFalse();
    renamed.delete();
    assertThat(host.names()).containsExactly("lo");
  }

  @Test
  void aDeviceMovesToAnotherNamespace() {
    host.create("veth1", new LinkKind.Veth("veth2")).move(box.fd(), "eth7");

    assertThat(box.names()).contains("eth7");
    assertThat(host.names()).doesNotContain("veth1");
  }

  @Test
  void aDeviceOnAnotherIsMadeInItsNamespace() {
    var parent = host.create("veth1", new LinkKind.Veth("veth2"));
    var kind = new LinkKind.Macvlan(parent.index(), LinkKind.Macvlan.Mode.BRIDGE);

    NetworkDevice.createIn(box.fd(), host.socket(), "eth0", kind, LinkOptions.NONE.withMac(MAC));

    assertThat(box.status("eth0").kind()).isEqualTo("macvlan");
    assertThat(box.status("eth0").mac()).contains(MAC);
    assertThat(box.status("eth0").link()).isEqualTo(parent.index());
  }

  @Test
  void vxlanDevicesForwardToHosts() {
    var kind =
        new LinkKind.Vxlan(
            42, Optional.of(ip("127.0.0.1")), Optional.empty(), 4789, OptionalInt.empty());
    var device = host.create("vx0", kind);
    var entry = new ForwardingEntry(device.index(), MAC, ip("127.0.0.9"));
    var other = new ForwardingEntry(device.index(), MacAddress.of(new byte[6]), ip("127.0.0.8"));

    entry.add(host.socket());
    other.add(host.socket());

    assertThat(device.status().kind()).isEqualTo("vxlan");
    assertThat(ForwardingEntry.all(host.socket())).containsExactlyInAnyOrder(entry, other);
    entry.remove(host.socket());
    assertThat(ForwardingEntry.all(host.socket())).containsExactly(other);
  }

  @Test
  void trafficIsCounted() {
    var lo = host.status("lo");

    host.call(() -> {
      try (var socket = new DatagramSocket()) {
        var packet = new DatagramPacket(new byte[100], 100, ip("127.0.0.1"), 9);
        socket.send(packet);
        return packet;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });

    var after = host.status("lo").statistics();
    assertThat(after.sent().packets()).isGreaterThan(lo.statistics().sent().packets());
    assertThat(after.received().bytes()).isGreaterThanOrEqualTo(100);
    assertThat(after.sent().dropped()).isZero();
  }

  @Test
  void errorsAreTheKernelsWords() {
    host.create("veth1", new LinkKind.Veth("veth2"));

    assertThatThrownBy(() -> host.create("veth1", new LinkKind.Bridge()))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST))
        .hasMessageContaining("RTM_NEWLINK, veth1, bridge");
    assertThatThrownBy(() -> NetworkDevice.named(host.socket(), "none"))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV));
    assertThatThrownBy(() -> NetworkDevice.named(host.socket(), "veth1").mtu(9_999_999))
        .hasMessageEndingWith("mtu greater than device maximum");
  }

  @Test
  @Requires("command:ip")
  void ipSeesTheSame() throws Exception {
    var bridge = host.create("br0", new LinkKind.Bridge());

    var seen = Programs.run(host.fd(), "ip", "-d", "link", "show", "br0");

    assertThat(seen).contains(bridge.index() + ": br0").contains("forward_delay 0");
    assertThat(seen).contains("stp_state 0");
  }
}
