package dev.jug.linux.netfilter;

import static dev.jug.linux.net.TestNamespace.ip;
import static dev.jug.linux.netfilter.DataType.INTERFACE_NAME;
import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;
import static dev.jug.linux.netfilter.DataType.PORT;
import static dev.jug.linux.netfilter.DataType.PROTOCOL;
import static dev.jug.linux.netfilter.DataType.VERDICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.net.Prefix;
import dev.jug.linux.net.Programs;
import dev.jug.linux.net.TestNamespace;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nft(8) reads in the rules that we make: an opinion that is not ours. */
@Root
@Requires("command:nft")
class NftListingTest {
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final Chain CHAIN = TABLE.chain("c");

  private TestNamespace host;
  private NetfilterSocket socket;

  @BeforeEach
  void open() {
    host = TestNamespace.make();
    socket = NetfilterSocket.in(host.fd());
  }

  @AfterEach
  void close() {
    socket.close();
    host.close();
  }

  private String listed(Transaction transaction) {
    socket.commit(transaction);
    return Programs.run(host.fd(), "nft", "list", "ruleset").replaceAll("\\s+", " ");
  }

  private static Transaction table() {
    return new Transaction().add(new Operation.AddTable(TABLE)).add(new Operation.AddChain(CHAIN));
  }

  @Test
  void chainsHaveHooks() {
    var hook = Hook.of(Hook.Type.NAT, Hook.Point.PREROUTING, Hook.DESTINATION_NAT);
    var filter = Hook.of(Hook.Type.FILTER, Hook.Point.FORWARD, -5).with(Hook.Policy.DROP);

    assertThat(
            listed(
                table()
                    .add(new Operation.AddBaseChain(TABLE.chain("pre"), hook))
                    .add(new Operation.AddBaseChain(TABLE.chain("fwdd"), filter))))
        .contains("table inet jug { chain c { }")
        .contains("chain pre { type nat hook prerouting priority dstnat; policy accept; }")
        .contains("chain fwdd { type filter hook forward priority filter - 5; policy drop; }");
  }

  @Test
  void devicesHaveChains() {
    var table = new Table(Family.NETDEV, "dev");
    var hook = Hook.of(Hook.Type.FILTER, Hook.Point.INGRESS, 0).on("lo");

    assertThat(
            listed(
                new Transaction()
                    .add(new Operation.AddTable(table))
                    .add(new Operation.AddBaseChain(table.chain("in"), hook))))
        .contains("table netdev dev {")
        .contains("type filter hook ingress device \"lo\" priority filter; policy accept;");
  }

  @Test
  void setsHaveTypesAndElements() {
    var bridges = NamedSet.of(TABLE, "bridges", INTERFACE_NAME);
    var pairs = NamedSet.of(TABLE, "pairs", INTERFACE_NAME, INTERFACE_NAME);
    var subnets = NamedSet.of(TABLE, "subnets", IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL);
    var fields = NamedSet.of(TABLE, "fields", IPV4_ADDRESS, PORT).with(NamedSet.Flag.INTERVAL);
    var timed = NamedSet.of(TABLE, "timed", IPV6_ADDRESS).with(NamedSet.Flag.TIMEOUT);
    var transaction = table();
    for (var set : List.of(bridges, pairs, subnets, fields, timed)) {
      transaction.add(new Operation.AddSet(set));
    }
    var br0 = Data.interfaceName("br0");
    var lo = Data.interfaceName("lo");

    assertThat(
            listed(
                transaction
                    .add(new Operation.AddElements(bridges, Element.of(br0)))
                    .add(new Operation.AddElements(pairs, Element.of(br0, lo)))
                    .add(
                        new Operation.AddElements(
                            subnets, Element.of(new Prefix(ip("172.17.0.0"), 16))))
                    .add(
                        new Operation.AddElements(
                            subnets, Element.of(new Prefix(ip("255.0.0.0"), 8))))
                    .add(
                        new Operation.AddElements(
                            fields,
                            Element.range(
                                Data.concatenated(Data.address(ip("10.0.0.0")), Data.port(80)),
                                Data.concatenated(
                                    Data.address(ip("10.255.255.255")), Data.port(90)))))
                    .add(
                        new Operation.AddElements(
                            timed,
                            Element.of(Data.address(ip("fd00::1"))).lasting(Duration.ofHours(1))))))
        .contains("set bridges { type ifname elements = { \"br0\" } }")
        .contains("set pairs { type ifname . ifname elements = { \"br0\" . \"lo\" } }")
        .contains("type ipv4_addr flags interval elements = { 172.17.0.0/16, 255.0.0.0/8 } }")
        .contains(
            "type ipv4_addr . inet_service flags interval elements = { 10.0.0.0/8 . 80-90 } }")
        .contains("type ipv6_addr flags timeout elements = { fd00::1 timeout 1h expires ");
  }

  @Test
  void mapsGiveAddressesAndVerdicts() {
    var ports = NamedSet.of(TABLE, "ports", PROTOCOL, PORT).mappingTo(IPV4_ADDRESS, PORT);
    var bound =
        NamedSet.of(TABLE, "bound", IPV6_ADDRESS, PROTOCOL, PORT).mappingTo(IPV6_ADDRESS, PORT);
    var verdicts = NamedSet.of(TABLE, "verdicts", INTERFACE_NAME).mappingTo(VERDICT);
    var tcp = Data.protocol(Protocol.TCP);

    assertThat(
            listed(
                table()
                    .add(new Operation.AddSet(ports))
                    .add(new Operation.AddSet(bound))
                    .add(new Operation.AddSet(verdicts))
                    .add(
                        new Operation.AddElements(
                            ports,
                            Element.of(tcp, Data.port(8080))
                                .to(Data.address(ip("172.17.0.2")), Data.port(80))))
                    .add(
                        new Operation.AddElements(
                            bound,
                            Element.of(Data.address(ip("fd00::9")), tcp, Data.port(8080))
                                .to(Data.address(ip("fd00::2")), Data.port(80))))
                    .add(
                        new Operation.AddElements(
                            verdicts,
                            Element.of(Data.interfaceName("br0")).to(new Verdict.Jump("c"))))))
        .contains("type inet_proto . inet_service : ipv4_addr . inet_service")
        .contains("elements = { tcp . 8080 : 172.17.0.2 . 80 }")
        .contains("type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service")
        .contains("elements = { fd00::9 . tcp . 8080 : fd00::2 . 80 }")
        .contains("type ifname : verdict elements = { \"br0\" : jump c }");
  }

  @Test
  void conditionsAreWhatNftWrites() {
    var transaction = table().add(new Operation.AddSet(NamedSet.of(TABLE, "s", INTERFACE_NAME)));
    transaction.add(new Operation.AddSet(NamedSet.of(TABLE, "p", INTERFACE_NAME, INTERFACE_NAME)));
    transaction.add(
        new Operation.AddSet(NamedSet.of(TABLE, "net", IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL)));
    var subnet = new Prefix(ip("10.1.0.0"), 16);

    assertThat(
            listed(
                transaction
                    .rule(CHAIN, "a", Match.inputInterface("br0"), Match.outputInterfaceNotIn("s"))
                    .rule(CHAIN, "b", Match.interfacesIn("p"), Action.accept())
                    .rule(CHAIN, "", Match.established(), Action.accept())
                    .rule(CHAIN, "", Match.destinationTranslated(), Action.accept())
                    .rule(CHAIN, "", Match.destinationPort(Protocol.TCP, 80), Action.drop())
                    .rule(CHAIN, "", Match.destinationPorts(Protocol.UDP, 5, 9), Action.drop())
                    .rule(CHAIN, "", Match.source(subnet), Match.sourceNotIn(Family.IP, "net"))
                    .rule(CHAIN, "", Match.destination(new Prefix(ip("fd00::1"), 128)))
                    .rule(CHAIN, "", Match.destinationIsLocal(), Match.mark(16))
                    .rule(CHAIN, "", Match.within(10, 1, 5), Match.state(Match.State.NEW))))
        .contains("iifname \"br0\" oifname != @s comment \"a\"")
        .contains("iifname . oifname @p accept comment \"b\"")
        .contains("ct state established,related accept")
        .contains("ct status dnat accept")
        .contains("tcp dport 80 drop")
        .contains("udp dport 5-9 drop")
        .contains("ip saddr 10.1.0.0/16 ip saddr != @net")
        .contains("ip6 daddr fd00::1")
        .contains("fib daddr type local meta mark 0x00000010")
        .contains("limit rate 10/second ct state new");
  }

  @Test
  void actionsAreWhatNftWrites() {
    var nat = TABLE.chain("nat");
    var raw = TABLE.chain("rawr");
    var ports = NamedSet.of(TABLE, "ports", PROTOCOL, PORT).mappingTo(IPV4_ADDRESS, PORT);
    var bound =
        NamedSet.of(TABLE, "bound", IPV6_ADDRESS, PROTOCOL, PORT).mappingTo(IPV6_ADDRESS, PORT);
    var post = TABLE.chain("post");
    var transaction =
        table()
            .add(new Operation.AddSet(ports))
            .add(new Operation.AddSet(bound))
            .add(
                new Operation.AddBaseChain(
                    nat, Hook.of(Hook.Type.NAT, Hook.Point.PREROUTING, Hook.DESTINATION_NAT)))
            .add(
                new Operation.AddBaseChain(
                    post, Hook.of(Hook.Type.NAT, Hook.Point.POSTROUTING, Hook.SOURCE_NAT)))
            .add(
                new Operation.AddBaseChain(
                    raw, Hook.of(Hook.Type.FILTER, Hook.Point.PREROUTING, Hook.RAW)));

    assertThat(
            listed(
                transaction
                    .rule(nat, "", Action.goWherePortLeads(Family.IP, "ports"))
                    .rule(nat, "", Action.goWhereAddressLeads(Family.IP6, "bound"))
                    .rule(
                        nat,
                        "",
                        Match.destinationPort(Protocol.UDP, 53),
                        Action.goTo(ip("127.0.0.11"), 40000))
                    .rule(nat, "", Match.destinationPort(Protocol.TCP, 53), Action.redirect(4000))
                    .rule(post, "", Action.count(), Action.masquerade())
                    .rule(post, "", Action.masquerade(Expression.NatFlag.RANDOM))
                    .rule(post, "", Action.comeFrom(ip("10.0.0.1")))
                    .rule(raw, "", Action.noTrack())
                    .rule(CHAIN, "", Action.log(3, "seen"), Action.mark(5), Action.reject())
                    .rule(CHAIN, "", Action.goBack())
                    .rule(raw, "", Action.jump(CHAIN))))
        .contains("dnat ip to meta l4proto . th dport map @ports")
        .contains("dnat ip6 to ip6 daddr . meta l4proto . th dport map @bound")
        .contains("udp dport 53 dnat ip to 127.0.0.11:40000")
        .contains("tcp dport 53 redirect to :4000")
        .contains("counter packets 0 bytes 0 masquerade")
        .contains("masquerade random")
        .contains("snat ip to 10.0.0.1")
        .contains("notrack")
        .contains("log prefix \"seen\" group 3 meta mark set 0x00000005 reject")
        .contains("return")
        .contains("jump c");
  }

  @Test
  void rulesPutElementsIntoSets() {
    var table = new Table(Family.IP, "four");
    var clients =
        NamedSet.of(table, "clients", IPV4_ADDRESS)
            .with(NamedSet.Flag.TIMEOUT)
            .with(NamedSet.Flag.DYNAMIC)
            .atMost(1000);

    assertThat(
            listed(
                new Transaction()
                    .add(new Operation.AddTable(table))
                    .add(new Operation.AddChain(table.chain("c")))
                    .add(new Operation.AddSet(clients))
                    .rule(
                        table.chain("c"),
                        "",
                        Match.remembered(Family.IP, "clients"),
                        Match.destinationPort(Protocol.TCP, 80),
                        Action.goBack())
                    .rule(
                        table.chain("c"),
                        "",
                        Action.remember(Family.IP, "clients", Duration.ofHours(3)))))
        .contains("set clients { type ipv4_addr size 1000 flags dynamic,timeout }")
        .contains("ip saddr @clients tcp dport 80 return")
        .contains("update @clients { ip saddr timeout 3h }");
  }

  @Test
  void othersRulesAreReadToo() {
    Programs.run(
        host.fd(),
        "nft",
        "add table ip t; add chain ip t c; add rule ip t c ip saddr 10.0.0.1 counter comment hi;"
            + " add set ip t s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8,"
            + " 11.0.0.0-11.0.0.9 } }");
    var table = new Table(Family.IP, "t");

    assertThat(socket.tables()).containsExactly(table);
    assertThat(socket.rules(table))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.chain()).isEqualTo(table.chain("c"));
          assertThat(rule.comment()).isEqualTo("hi");
          assertThat(rule.expressions()).containsExactly("payload", "cmp", "counter");
        });
    assertThat(socket.elements(NamedSet.of(table, "s", IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL)))
        .containsExactly(
            Element.of(new Prefix(ip("10.0.0.0"), 8)),
            Element.range(Data.address(ip("11.0.0.0")), Data.address(ip("11.0.0.9"))));
  }
}
