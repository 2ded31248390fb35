package dev.jug.linux.netfilter;

import static dev.jug.linux.net.TestNamespace.ip;
import static dev.jug.linux.netfilter.DataType.INTERFACE_NAME;
import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;
import static dev.jug.linux.netfilter.DataType.PORT;
import static dev.jug.linux.netfilter.DataType.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.net.BridgePort;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.Prefix;
import dev.jug.linux.net.Route;
import dev.jug.linux.net.TestNamespace;
import dev.jug.linux.netfilter.Hook.Point;
import dev.jug.linux.netfilter.Hook.Policy;
import dev.jug.testkit.Root;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules that publish ports of containers and keep networks apart, with real packets: a host
 * with two bridges, three boxes at them, and somebody outside.
 */
@Root
class PublishedPortsTest {
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final NamedSet PORTS =
      NamedSet.of(TABLE, "ports", PROTOCOL, PORT).mappingTo(IPV4_ADDRESS, PORT);
  private static final NamedSet BOUND =
      NamedSet.of(TABLE, "bound", IPV4_ADDRESS, PROTOCOL, PORT).mappingTo(IPV4_ADDRESS, PORT);
  private static final NamedSet PORTS6 =
      NamedSet.of(TABLE, "ports6", PROTOCOL, PORT).mappingTo(IPV6_ADDRESS, PORT);
  private static final NamedSet SUBNETS =
      NamedSet.of(TABLE, "subnets", IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL);
  private static final NamedSet BRIDGES = NamedSet.of(TABLE, "bridges", INTERFACE_NAME);
  private static final NamedSet LINKS = NamedSet.of(TABLE, "links", INTERFACE_NAME, INTERFACE_NAME);
  private static final Chain FORWARD = TABLE.chain("forward");
  private static final Chain GUARD = TABLE.chain("guard");
  private static final Chain SOURCES = TABLE.chain("sources");

  private TestNamespace host;
  private TestNamespace outside;
  private TestNamespace one;
  private TestNamespace two;
  private TestNamespace apart;
  private NetfilterSocket filter;
  private AutoCloseable server;

  @BeforeEach
  void build() {
    host = TestNamespace.make();
    outside = TestNamespace.make();
    one = TestNamespace.make();
    two = TestNamespace.make();
    apart = TestNamespace.make();
    for (var namespace : List.of(host, outside, one, two, apart)) {
      // Else addresses of IPv6 are of no use for a second or two.
      Traffic.sysctl(namespace, "ipv6/conf/default/accept_dad", "0");
    }
    Traffic.sysctl(host, "ipv4/ip_forward", "1");
    Traffic.sysctl(host, "ipv6/conf/all/forwarding", "1");
    bridge("br0", 17);
    bridge("br1", 18);
    box(one, "br0", "v1", 17, 2);
    box(two, "br0", "v2", 17, 3);
    box(apart, "br1", "v3", 18, 2);
    host.connect("up", outside, "eth0", ends());
    filter = NetfilterSocket.in(host.fd());
    filter.commit(rules());
    server = Traffic.serve(one, ip("::"), 80, "one");
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    filter.close();
    for (var namespace : List.of(host, outside, one, two, apart)) {
      namespace.close();
    }
  }

  private static TestNamespace.Ends ends() {
    return new TestNamespace.Ends(
        List.of(
            InterfaceAddress.of(ip("192.0.2.1"), 24), InterfaceAddress.of(ip("2001:db8::1"), 64)),
        List.of(
            InterfaceAddress.of(ip("192.0.2.2"), 24), InterfaceAddress.of(ip("2001:db8::2"), 64)));
  }

  private void bridge(String name, int net) {
    var bridge =
        NetworkDevice.create(
            host.socket(), name, new LinkKind.Bridge(), LinkOptions.NONE.broughtUp());
    bridge.add(InterfaceAddress.of(ip("172." + net + ".0.1"), 16));
    bridge.add(InterfaceAddress.of(ip("fd00:" + net + "::1"), 64));
    Traffic.sysctl(host, "ipv4/conf/" + name + "/route_localnet", "1");
  }

  private void box(TestNamespace box, String bridge, String name, int net, int number) {
    var kind = new LinkKind.Veth("eth0", Optional.of(box.fd()), LinkOptions.NONE);
    var port = NetworkDevice.create(host.socket(), name, kind, LinkOptions.NONE);
    host.socket()
        .together(() -> {
          port.master(NetworkDevice.named(host.socket(), bridge));
          port.port(new BridgePort(false, true));
          port.up();
        });
    var inside = NetworkDevice.named(box.socket(), "eth0");
    box.socket()
        .together(() -> {
          inside.add(InterfaceAddress.of(ip("172." + net + ".0." + number), 16));
          inside.add(InterfaceAddress.of(ip("fd00:" + net + "::" + number), 64));
          inside.up();
          Route.byDefault(ip("172." + net + ".0.1"), inside.index()).add(box.socket());
          Route.byDefault(ip("fd00:" + net + "::1"), inside.index()).add(box.socket());
        });
  }

  private static Transaction rules() {
    var transaction = new Transaction().add(new Operation.AddTable(TABLE));
    for (var set : List.of(PORTS, BOUND, PORTS6, SUBNETS, BRIDGES, LINKS)) {
      transaction.add(new Operation.AddSet(set));
    }
    translation(transaction, Point.PREROUTING, "arrivals");
    translation(transaction, Point.OUTPUT, "own");
    sources(transaction);
    forwarding(transaction);
    var br0 = Data.interfaceName("br0");
    var br1 = Data.interfaceName("br1");
    return transaction
        .add(new Operation.AddElements(BRIDGES, List.of(Element.of(br0), Element.of(br1))))
        .add(new Operation.AddElements(LINKS, Element.of(br0, br0)))
        .add(new Operation.AddElements(SUBNETS, Element.of(new Prefix(ip("172.16.0.0"), 12))));
  }

  private static void translation(Transaction transaction, Point point, String name) {
    var chain = TABLE.chain(name);
    transaction
        .add(new Operation.AddBaseChain(chain, Hook.of(Hook.Type.NAT, point, Hook.DESTINATION_NAT)))
        .rule(chain, "", Match.destinationIsLocal(), Action.goWhereAddressLeads(Family.IP, "bound"))
        .rule(
            chain,
            "",
            Match.destinationIsLocal(),
            Match.family(Family.IP),
            Action.goWherePortLeads(Family.IP, "ports"))
        .rule(
            chain,
            "",
            Match.destinationIsLocal(),
            Match.family(Family.IP6),
            Action.goWherePortLeads(Family.IP6, "ports6"));
  }

  private static void sources(Transaction transaction) {
    var loopback = new Prefix(ip("127.0.0.0"), 8);
    transaction
        .add(
            new Operation.AddBaseChain(
                SOURCES, Hook.of(Hook.Type.NAT, Point.POSTROUTING, Hook.SOURCE_NAT)))
        .rule(
            SOURCES,
            "leaving",
            Match.sourceIn(Family.IP, "subnets"),
            Match.outputInterfaceNotIn("bridges"),
            Action.count(),
            Action.masquerade())
        .rule(
            SOURCES,
            "hairpin",
            Match.destinationTranslated(),
            Match.sourceIn(Family.IP, "subnets"),
            Match.outputInterfaceIn("bridges"),
            Action.count(),
            Action.masquerade())
        .rule(
            SOURCES,
            "from loopback",
            Match.source(loopback),
            Match.outputInterfaceIn("bridges"),
            Action.masquerade());
  }

  private static void forwarding(Transaction transaction) {
    var loopback = new Prefix(ip("127.0.0.0"), 8);
    var hook = Hook.of(Hook.Type.FILTER, Point.FORWARD, Hook.FILTER).with(Policy.DROP);
    transaction
        .add(new Operation.AddBaseChain(FORWARD, hook))
        .rule(FORWARD, "", Match.established(), Action.accept())
        .rule(FORWARD, "", Match.destinationTranslated(), Action.accept())
        .rule(FORWARD, "", Match.interfacesIn("links"), Action.accept())
        .rule(
            FORWARD,
            "between",
            Match.inputInterfaceIn("bridges"),
            Match.outputInterfaceIn("bridges"),
            Action.count(),
            Action.drop())
        .rule(FORWARD, "out", Match.inputInterfaceIn("bridges"), Action.accept())
        .rule(FORWARD, "in", Action.count(), Action.drop())
        .add(
            new Operation.AddBaseChain(
                GUARD, Hook.of(Hook.Type.FILTER, Point.PREROUTING, Hook.RAW)))
        .rule(
            GUARD,
            "",
            Match.inputInterfaceIn("bridges"),
            Match.destination(loopback),
            Action.count(),
            Action.drop());
  }

  private void publish(NamedSet map, Element element) {
    filter.commit(new Transaction().add(new Operation.AddElements(map, element)));
  }

  private static Element port(int port, String box) {
    return Element.of(Data.protocol(Protocol.TCP), Data.port(port))
        .to(Data.address(ip(box)), Data.port(80));
  }

  private long counted(Chain chain, String comment) {
    return filter.rules(TABLE).stream()
        .filter(rule -> rule.chain().equals(chain) && rule.comment().equals(comment))
        .flatMap(rule -> rule.counter().stream())
        .mapToLong(Rule.Count::packets)
        .sum();
  }

  @Test
  void aPortIsPublishedByOneElement() {
    assertThat(Traffic.ask(outside, ip("192.0.2.1"), 8080)).as("not yet").isEmpty();

    publish(PORTS, port(8080, "172.17.0.2"));

    assertThat(Traffic.ask(outside, ip("192.0.2.1"), 8080))
        .as("the box sees who it is")
        .contains("one 192.0.2.2");
    filter.commit(
        new Transaction().add(new Operation.DeleteElements(PORTS, port(8080, "172.17.0.2"))));
    assertThat(Traffic.ask(outside, ip("192.0.2.1"), 8080)).as("no more").isEmpty();
  }

  @Test
  void aPortOfOneAddressIsOfNoOther() {
    publish(
        BOUND,
        Element.of(Data.address(ip("192.0.2.1")), Data.protocol(Protocol.TCP), Data.port(8080))
            .to(Data.address(ip("172.17.0.2")), Data.port(80)));

    assertThat(Traffic.ask(outside, ip("192.0.2.1"), 8080)).contains("one 192.0.2.2");
    assertThat(Traffic.ask(apart, ip("172.18.0.1"), 8080)).isEmpty();
  }

  @Test
  void aPortIsPublishedInIpv6() {
    publish(PORTS6, port(8080, "fd00:17::2"));

    assertThat(Traffic.ask(outside, ip("2001:db8::1"), 8080))
        .contains("one " + ip("2001:db8::2").getHostAddress());
  }

  @Test
  void theHostReachesPublishedPorts() {
    publish(PORTS, port(8080, "172.17.0.2"));

    assertThat(Traffic.ask(host, ip("192.0.2.1"), 8080)).hasValueSatisfying(this::isOne);
    assertThat(Traffic.ask(host, ip("127.0.0.1"), 8080))
        .as("through loopback it seems to come from the bridge")
        .contains("one 172.17.0.1");
  }

  private void isOne(String answer) {
    assertThat(answer).startsWith("one ");
  }

  @Test
  void boxesReachPublishedPortsEvenTheirOwn() {
    publish(PORTS, port(8080, "172.17.0.2"));

    assertThat(Traffic.ask(apart, ip("172.18.0.1"), 8080)).hasValueSatisfying(this::isOne);
    assertThat(Traffic.ask(two, ip("172.17.0.1"), 8080)).contains("one 172.17.0.1");
    assertThat(Traffic.ask(one, ip("172.17.0.1"), 8080)).contains("one 172.17.0.1");
    assertThat(counted(SOURCES, "hairpin")).isEqualTo(3);
  }

  @Test
  void networksAreKeptApart() {
    assertThat(Traffic.ask(two, ip("172.17.0.2"), 80)).contains("one 172.17.0.3");

    assertThat(Traffic.askInVain(apart, ip("172.17.0.2"), 80)).isEmpty();
    assertThat(counted(FORWARD, "between")).isPositive();
    filter.commit(
        new Transaction()
            .add(
                new Operation.AddElements(
                    LINKS, Element.of(Data.interfaceName("br1"), Data.interfaceName("br0")))));
    assertThat(Traffic.ask(apart, ip("172.17.0.2"), 80)).contains("one 172.18.0.2");
  }

  @Test
  void nobodyOutsideReachesWhatIsNotPublished() {
    Route.through(new Prefix(ip("172.17.0.0"), 16), ip("192.0.2.1"), eth0().index())
        .add(outside.socket());

    assertThat(Traffic.askInVain(outside, ip("172.17.0.2"), 80)).isEmpty();
    assertThat(counted(FORWARD, "in")).isPositive();
  }

  private NetworkDevice eth0() {
    return NetworkDevice.named(outside.socket(), "eth0");
  }

  @Test
  void boxesLeaveUnderTheHostsAddress() throws Exception {
    try (var far = Traffic.serve(outside, ip("192.0.2.2"), 80, "far")) {
      assertThat(far).isNotNull();
      assertThat(Traffic.ask(one, ip("192.0.2.2"), 80)).contains("far 192.0.2.1");
    }
    assertThat(counted(SOURCES, "leaving")).isEqualTo(1);
  }

  /** What listens on the host's loopback only is not for boxes, though route_localnet is on. */
  @Test
  void loopbackIsGuarded() throws Exception {
    try (var own = Traffic.serve(host, ip("127.0.0.1"), 99, "own")) {
      assertThat(own).isNotNull();
      assertThat(Traffic.ask(host, ip("127.0.0.1"), 99)).contains("own 127.0.0.1");
      sendLoopbackToTheGateway(two);

      assertThat(Traffic.askInVain(two, ip("127.0.0.1"), 99)).isEmpty();
      assertThat(counted(GUARD, "")).isPositive();
      filter.commit(new Transaction().add(new Operation.FlushChain(GUARD)));
      assertThat(Traffic.ask(two, ip("127.0.0.1"), 99)).contains("own 172.17.0.3");
    }
  }

  private static void sendLoopbackToTheGateway(TestNamespace box) {
    NetworkDevice.named(box.socket(), "lo").remove(InterfaceAddress.of(ip("127.0.0.1"), 8));
    Traffic.sysctl(box, "ipv4/conf/all/route_localnet", "1");
  }

  /** The resolver's address of a container leads to whatever port its server has. */
  @Test
  void aResolverHasAnAddressOfItsOwn() throws Exception {
    try (var inside = NetfilterSocket.in(one.fd());
        var tcp = Traffic.serve(one, ip("127.0.0.11"), 40000, "dns");
        var udp = Traffic.serveDatagram(one, ip("127.0.0.11"), 40000)) {
      assertThat(List.of(tcp, udp)).doesNotContainNull();
      inside.commit(resolver(40000));

      assertThat(Traffic.echo(one, ip("127.0.0.11"), 53, "query")).isEqualTo("query");
      assertThat(Traffic.ask(one, ip("127.0.0.11"), 53))
          .hasValueSatisfying(answer -> assertThat(answer).startsWith("dns "));
    }
  }

  private static Transaction resolver(int port) {
    var address = ip("127.0.0.11");
    var transaction = new Transaction().add(new Operation.AddTable(TABLE));
    for (var point : List.of(Point.OUTPUT, Point.PREROUTING)) {
      var chain = TABLE.chain(point.name());
      transaction.add(
          new Operation.AddBaseChain(chain, Hook.of(Hook.Type.NAT, point, Hook.DESTINATION_NAT)));
      for (var protocol : List.of(Protocol.UDP, Protocol.TCP)) {
        transaction.rule(
            chain,
            "",
            Match.destination(new Prefix(address, 32)),
            Match.destinationPort(protocol, 53),
            Action.goTo(address, port));
      }
    }
    return transaction;
  }
}
