package dev.jug.network.firewall.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.net.MacAddress;
import dev.jug.network.address.Subnet;
import dev.jug.network.egress.Egress;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.PolicyRules;
import dev.jug.network.firewall.Publication;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortRange;
import dev.jug.network.port.PublishedPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to hold, as iptables has it. */
class FamilyRulesTest {
  private static final ChainNames NAMES = ChainNames.tagged("jug");
  private static final InetAddress ONE = InetAddress.ofLiteral("172.20.0.2");
  private static final InetAddress ONE_6 = InetAddress.ofLiteral("fd00::2");
  private static final InetAddress TWO = InetAddress.ofLiteral("172.20.0.3");

  private final RuleState state = new RuleState();

  @BeforeEach
  void twoBridges() {
    bridge("br-a", true, true, "172.20.0.0/16", "fd00::/64");
    bridge("br-b", false, false, "172.21.0.0/16");
  }

  private void bridge(String name, boolean outside, boolean among, String... subnets) {
    var all = List.of(subnets).stream().map(Subnet::parse).toList();
    state.bridges.put(name, new BridgeRules(name, outside, outside, among, all));
  }

  private void endpoint(String egress, boolean closed, int limit) {
    var rules =
        new EndpointRules(
            "veth1a2b3c4",
            "br-a",
            MacAddress.parse("02:42:ac:14:00:02"),
            List.of(ONE, ONE_6),
            Egress.parse(List.of(egress.split(" ", -1))),
            closed,
            false,
            limit);
    state.endpoints.put(rules.device(), rules);
  }

  private List<String> chain(boolean ipv4, Table table, String name) {
    return new FamilyRules(state, NAMES, ipv4, 7).make().chains(table).get(NAMES.of(name));
  }

  @Test
  void bridgesAreKeptApart() {
    assertThat(chain(true, Table.FILTER, ChainNames.FORWARD))
        .containsExactly(
            "-o br-a -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-i br-a -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-o br-b -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-i br-b -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-o br-a -m conntrack --ctstate DNAT -j ACCEPT",
            "-i br-a -o br-a -j ACCEPT",
            "-i br-a -j JUG-OUTSIDE",
            "-o br-a -j DROP",
            "-i br-a -j DROP",
            "-o br-b -j DROP",
            "-i br-b -j DROP");
    assertThat(chain(true, Table.FILTER, ChainNames.OUTSIDE))
        .containsExactly("-o br-a -j RETURN", "-o br-b -j RETURN", "-j ACCEPT");
    assertThat(chain(true, Table.RAW, ChainNames.GUARD))
        .containsExactly("-i br-a -d 127.0.0.0/8 -j DROP", "-i br-b -d 127.0.0.0/8 -j DROP");
  }

  @Test
  void whatLeavesComesFromTheHost() {
    assertThat(chain(true, Table.NAT, ChainNames.LEAVING))
        .containsExactly(
            "-o br-a -g JUG-ARRIVING", "-o br-b -g JUG-ARRIVING", "-s 172.20.0.0/16 -j MASQUERADE");
    assertThat(chain(false, Table.NAT, ChainNames.ARRIVING))
        .containsExactly(
            "-s fd00::/64 -m conntrack --ctstate DNAT -j MASQUERADE", "-s ::1/128 -j MASQUERADE");
  }

  @Test
  void portsLeadIntoContainers() {
    state.publications.add(publication("80", "0.0.0.0", 8080, ONE));
    state.publications.add(publication("53/udp", "127.0.0.1", 5353, ONE));
    state.publications.add(publication("80", "::", 8080, ONE_6));
    assertThat(chain(true, Table.NAT, ChainNames.PORTS))
        .containsExactly(
            "-p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.20.0.2:80",
            "-d 127.0.0.1 -p udp -m udp --dport 5353 -j DNAT --to-destination 172.20.0.2:53");
    assertThat(chain(false, Table.NAT, ChainNames.PORTS).getFirst())
        .endsWith("-p tcp -m tcp --dport 8080 -j DNAT --to-destination [fd00::2]:80");
  }

  private static Publication publication(String port, String at, int number, InetAddress target) {
    var published = new PublishedPort(ContainerPort.parse(port), InetAddress.ofLiteral(at), number);
    return new Publication(published, target);
  }

  @Test
  void anEndpointReachesWhatItMay() {
    endpoint("10.0.0.0/8:80/tcp internet", false, 0);
    var chain = chain(true, Table.FILTER, "veth1a2b3c4");
    assertThat(chain)
        .startsWith("-d 10.0.0.0/8 -p tcp -m tcp --dport 80 -j RETURN")
        .contains("-d 192.168.0.0/16 -g JUG-veth1a2b3c4.no")
        .endsWith("-j RETURN", "-g JUG-veth1a2b3c4.no");
    assertThat(chain(true, Table.FILTER, "veth1a2b3c4.no"))
        .containsExactly(
            "-m limit --limit 5/sec --limit-burst 5"
                + " -j NFLOG --nflog-group 7 --nflog-prefix \"egress veth1a2b3c4\"",
            "-p tcp -j REJECT --reject-with tcp-reset",
            "-j REJECT --reject-with icmp-admin-prohibited");
    assertThat(chain(true, Table.FILTER, ChainNames.INPUT))
        .contains("-i br-a -s 172.20.0.2 -j JUG-veth1a2b3c4");
  }

  @Test
  void anEndpointThatRulesLookAtHasItsOwnAddressesOnly() {
    endpoint("none", false, 50);
    assertThat(chain(true, Table.RAW, "veth1a2b3c4"))
        .containsExactly(
            "-m hashlimit --hashlimit-above 50/sec --hashlimit-burst 5"
                + " --hashlimit-name veth1a2b3c4 -j DROP",
            "-m pkttype --pkt-type broadcast -j DROP",
            "-m pkttype --pkt-type multicast -j DROP",
            "-m mac ! --mac-source 02:42:ac:14:00:02 -j DROP",
            "-s 172.20.0.2 -j RETURN",
            "-j DROP");
    assertThat(chain(false, Table.RAW, "veth1a2b3c4"))
        .contains(
            "-p ipv6-icmp -m icmp6 --icmpv6-type 136 -m u32 --u32"
                + " \"48=0xfd000000&&52=0x00000000&&56=0x00000000&&60=0x00000002\" -j RETURN",
            "-s fd00::2 -j RETURN");
  }

  @Test
  void policiesAreChains() {
    endpoint("all", true, 0);
    var ports = PortRange.parse("5432/tcp");
    state.policies = List.of(new PolicyRules("ab".repeat(32), ports, Set.of(TWO), Set.of(ONE)));
    assertThat(chain(true, Table.FILTER, ChainNames.FORWARD))
        .contains("-i br-a -d 172.20.0.2 -m conntrack ! --ctstate DNAT -j JUG-POLICIES");
    assertThat(chain(true, Table.FILTER, ChainNames.POLICIES))
        .startsWith("-s 172.20.0.3 -j JUG-Pabababababab");
    assertThat(chain(true, Table.FILTER, "Pabababababab"))
        .containsExactly("-d 172.20.0.2 -p tcp -m tcp --dport 5432 -j ACCEPT");
  }

  @Test
  void aFamilyThatNobodyHasCostsNothing() {
    state.bridges.remove("br-a");
    assertThat(new FamilyRules(state, NAMES, false, 7).make().isEmpty()).isTrue();
    assertThat(Optional.ofNullable(chain(true, Table.NAT, ChainNames.LEAVING))).isPresent();
  }
}
