package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bridge and a host find out by themselves, once somebody speaks. */
@Root
class BridgeEntryTest {
  private TestNamespace hub;
  private TestNamespace left;
  private TestNamespace right;

  @BeforeEach
  void makeNetwork() {
    hub = TestNamespace.make();
    left = TestNamespace.make();
    right = TestNamespace.make();
    var bridge = hub.create("br0", new LinkKind.Bridge());
    bridge.up();
    plug(left, "left", "10.9.0.1");
    plug(right, "right", "10.9.0.2");
  }

  private void plug(TestNamespace station, String name, String address) {
    var cable = new LinkKind.Veth("eth0", Optional.of(station.fd()), LinkOptions.NONE);
    var port = NetworkDevice.create(hub.socket(), name, cable, LinkOptions.NONE.broughtUp());
    port.master(NetworkDevice.named(hub.socket(), "br0"));
    var device = NetworkDevice.named(station.socket(), "eth0");
    device.add(InterfaceAddress.of(TestNamespace.ip(address), 24));
    device.up();
  }

  @AfterEach
  void closeNamespaces() {
    List.of(hub, left, right).forEach(TestNamespace::close);
  }

  private static MacAddress mac(TestNamespace station) {
    return station.status("eth0").mac().orElseThrow();
  }

  @Test
  void portsKnowTheirOwnAddressAndLearnThatOfTheOtherEnd() {
    left.call(BridgeEntryTest::send);
    var entries = BridgeEntry.all(hub.socket());
    int bridge = hub.status("br0").index();
    assertThat(entries)
        .contains(new BridgeEntry(bridge, hub.status("left").index(), mac(left), false))
        .contains(
            new BridgeEntry(
                bridge, hub.status("left").index(), hub.status("left").mac().orElseThrow(), true));
    assertThat(BridgeEntry.all(left.socket())).isEmpty();
  }

  @Test
  void whoWasAskedForIsFound() {
    assertThat(FoundNeighbour.all(left.socket()))
        .noneMatch(found -> found.address().equals(TestNamespace.ip("10.9.0.2")));
    left.call(BridgeEntryTest::send);
    assertThat(FoundNeighbour.all(left.socket()))
        .contains(
            new FoundNeighbour(
                left.status("eth0").index(),
                TestNamespace.ip("10.9.0.2"),
                mac(right),
                FoundNeighbour.State.REACHABLE));
    new Neighbour(left.status("eth0").index(), TestNamespace.ip("10.9.0.9"), mac(right))
        .add(left.socket());
    assertThat(FoundNeighbour.all(left.socket()))
        .as("what somebody has said is not found")
        .noneMatch(found -> found.address().equals(TestNamespace.ip("10.9.0.9")));
  }

  /** It waits for the answer to its question, with which nobody is at the port. */
  private static boolean send() {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(500);
      socket.connect(TestNamespace.ip("10.9.0.2"), 9);
      socket.send(new DatagramPacket(new byte[1], 1));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (PortUnreachableException | SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
