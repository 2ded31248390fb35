package dev.jug.linux.net;

import static dev.jug.linux.net.TestNamespace.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.testkit.Root;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
class RouteTest {
  private TestNamespace host;
  private NetworkDevice device;

  @BeforeEach
  void makeDevice() {
    host = TestNamespace.make();
    device = host.create("veth1", new LinkKind.Veth("veth2"));
    NetworkDevice.named(host.socket(), "veth2").up();
  }

  @AfterEach
  void closeNamespace() {
    host.close();
  }

  private void configure() {
    host.socket()
        .together(() -> {
          device.add(InterfaceAddress.of(ip("172.20.0.2"), 16));
          device.add(InterfaceAddress.of(ip("fd00:20::2"), 64));
          device.up();
          Route.byDefault(ip("172.20.0.1"), device.index()).add(host.socket());
          Route.byDefault(ip("fd00:20::1"), device.index()).add(host.socket());
        });
  }

  @Test
  void aSandboxIsConfiguredInOneGo() {
    configure();

    assertThat(device.addresses())
        .contains(InterfaceAddress.of(ip("172.20.0.2"), 16))
        .contains(InterfaceAddress.of(ip("fd00:20::2"), 64));
    assertThat(Route.all(host.socket()))
        .anySatisfy(route -> {
          assertThat(route.destination()).isEqualTo(Prefix.ALL_V4);
          assertThat(route.gateway()).contains(ip("172.20.0.1"));
          assertThat(route.device()).isEqualTo(device.index());
        })
        .anySatisfy(route -> assertThat(route.gateway()).contains(ip("fd00:20::1")))
        .anySatisfy(route -> {
          assertThat(route.destination()).isEqualTo(new Prefix(ip("172.20.0.0"), 16));
          assertThat(route.source()).contains(ip("172.20.0.2"));
          assertThat(route.scope()).isEqualTo(Scope.LINK);
        });
  }

  @Test
  void addressesOfIpv6AreUsableAtOnce() {
    configure();

    assertThat(device.addresses())
        .filteredOn(address -> address.address().equals(ip("fd00:20::2")))
        .allSatisfy(address -> assertThat(address.isPermanent()).isTrue());
    assertThat(Programs.run(host.fd(), "cat", "/proc/net/if_inet6"))
        .as("flags: permanent, without duplicate detection, not tentative")
        .containsPattern("fd000020000000000000000000000002 .. 40 00 82");
  }

  @Test
  void addressesAreTakenAway() {
    var address = InterfaceAddress.of(ip("172.20.0.2"), 16);
    device.add(address);

    assertThatThrownBy(() -> device.add(address))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST))
        .hasMessageContaining("RTM_NEWADDR, veth1, 172.20.0.2/16");
    device.remove(address);

    assertThat(device.addresses()).doesNotContain(address);
    assertThatThrownBy(() -> device.remove(address))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
  }

  @Test
  void routesAreReplacedAndRemoved() {
    configure();
    var other =
        new Route(
            Prefix.ALL_V4,
            Optional.of(ip("172.20.0.9")),
            device.index(),
            Optional.of(ip("172.20.0.2")),
            Scope.UNIVERSE,
            0);

    other.replace(host.socket());

    assertThat(Route.all(host.socket())).contains(other);
    assertThat(Route.all(host.socket()))
        .noneMatch(route -> route.gateway().equals(Optional.of(ip("172.20.0.1"))));
    other.remove(host.socket());
    assertThat(Route.all(host.socket())).doesNotContain(other);
  }

  @Test
  void directRoutesReachWhatIsAtTheDevice() {
    device.up();
    var v4 = Route.direct(new Prefix(ip("10.9.0.0"), 24), device.index());
    var v6 = Route.direct(new Prefix(ip("fd00:9::"), 64), device.index());

    v4.add(host.socket());
    v6.add(host.socket());

    assertThat(Route.all(host.socket())).contains(v4);
    assertThat(Route.all(host.socket()))
        .anyMatch(route -> route.destination().equals(v6.destination()));
    v4.remove(host.socket());
    v6.remove(host.socket());
    assertThat(Route.all(host.socket()))
        .noneMatch(route -> route.destination().equals(v6.destination()));
  }

  /** Not a transaction: the changes behind the one that was refused are made. */
  @Test
  void theFirstRefusalOfSeveralIsTold() {
    assertThatThrownBy(() ->
            host.socket()
                .together(() -> {
                  Route.byDefault(ip("192.0.2.1"), device.index()).add(host.socket());
                  device.up();
                  device.mtu(9_999_999);
                }))
        .hasMessageContaining("RTM_NEWROUTE, default via 192.0.2.1 dev " + device.index());

    assertThat(device.status().up()).isTrue();
  }

  @Test
  void neighboursAreKnownForGood() {
    device.up();
    var mac = MacAddress.parse("02:42:ac:14:00:09");
    var v4 = new Neighbour(device.index(), ip("172.20.0.9"), mac);
    var v6 = new Neighbour(device.index(), ip("fd00:20::9"), mac);

    v4.add(host.socket());
    v6.add(host.socket());

    assertThat(Neighbour.all(host.socket())).containsExactlyInAnyOrder(v4, v6);
    v4.remove(host.socket());
    assertThat(Neighbour.all(host.socket())).containsExactly(v6);
  }
}
