package dev.jug.network.firewall.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.network.egress.Allowance;
import dev.jug.network.port.PortRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to iptables-restore, and what iptables-save says. */
class RestorationTest {
  private static final ChainNames NAMES = ChainNames.tagged("jug");
  private static final Restoration RESTORATION = new Restoration(NAMES);

  private static Ruleset ports(String... rules) {
    var to = new Ruleset.Builder(NAMES);
    var chain = to.chain(Table.NAT, ChainNames.PORTS);
    List.of(rules).forEach(chain::rule);
    return to.build();
  }

  @Test
  void aRuleMoreIsALineMore() {
    assertThat(RESTORATION.change(ports("-j A"), ports("-j A", "-j B")))
        .contains("*nat\n-A JUG-PORTS -j B\nCOMMIT\n");
    assertThat(RESTORATION.change(ports("-j A"), ports("-j A"))).isEmpty();
  }

  @Test
  void aChainThatLosesARuleIsMadeAnew() {
    assertThat(RESTORATION.change(ports("-j A", "-j B"), ports("-j B")))
        .contains("*nat\n:JUG-PORTS - [0:0]\n-A JUG-PORTS -j B\nCOMMIT\n");
  }

  @Test
  void whateverThereIsIsReplaced() {
    var there =
        SavedRules.read(
            """
            *nat
            :OUTPUT ACCEPT [0:0]
            :JUG-OLD - [0:0]
            :JUG-49E00BEF-PORTS - [0:0]
            -A OUTPUT -j JUG-OLD
            -A OUTPUT -j JUG-49E00BEF-PORTS
            -A JUG-OLD -j RETURN
            COMMIT
            """,
            NAMES);
    assertThat(RESTORATION.replacement(there, Ruleset.NONE))
        .contains("*nat\n-D OUTPUT -j JUG-OLD\n-F JUG-OLD\n-X JUG-OLD\nCOMMIT\n");
    assertThat(RESTORATION.replacement(there, ports("-j A")).orElseThrow())
        .contains(":JUG-PORTS - [0:0]\n-D OUTPUT -j JUG-OLD\n-I PREROUTING 1")
        .doesNotContain("49E00BEF");
  }

  private static boolean isThere(String chain) {
    var saved = "*filter\n:JUG-FORWARD - [0:0]\n" + chain + "COMMIT\n";
    var to = new Ruleset.Builder(NAMES);
    to.chain(Table.FILTER, ChainNames.FORWARD).rule("-j A");
    return SavedRules.read(saved, NAMES).has(to.build());
  }

  @Test
  void whatIsMissingIsSeen() {
    var jumps = "-A INPUT -j JUG-INPUT\n-A FORWARD -j JUG-FORWARD\n";
    var rule = "-A JUG-FORWARD -j A\n";
    assertThat(isThere(jumps + rule)).isTrue();
    assertThat(isThere(jumps)).as("flushed").isFalse();
    assertThat(isThere(rule)).as("not led to").isFalse();
    assertThat(isThere("-A FORWARD -j X\n" + jumps + rule)).as("late").isFalse();
    assertThat(isThere("-A FORWARD -j JUG-12345678-FORWARD\n" + jumps + rule))
        .as("behind another engine's")
        .isTrue();
  }

  @Test
  void addressesOfNamesAreRead() {
    var saved =
        """
        *filter
        :JUG-veth1 - [0:0]
        -A JUG-veth1 -d 11.0.0.1/32 -p tcp -m tcp --dport 80 -m comment --comment learned -j RETURN
        -A JUG-veth1 -d 11.0.0.2/32 -m comment --comment learned -j RETURN
        -A JUG-veth1 -d 11.0.0.3/32 -j RETURN
        """;
    var found = new ArrayList<String>();
    SavedRules.read(saved, NAMES)
        .learned("JUG-veth1", (named, address) -> found.add(address.getHostAddress() + named));
    assertThat(found)
        .containsExactly(
            InetAddress.ofLiteral("11.0.0.1").getHostAddress()
                + new Allowance.Named("", PortRange.parse("80/tcp")),
            "11.0.0.2" + new Allowance.Named("", List.of()));
  }
}
