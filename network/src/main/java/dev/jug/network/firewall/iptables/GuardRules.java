package dev.jug.network.firewall.iptables;

import static dev.jug.network.firewall.iptables.FamilyRules.DROP;
import static dev.jug.network.firewall.iptables.FamilyRules.RETURN;

import dev.jug.network.address.Addresses;
import dev.jug.network.firewall.EndpointRules;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The table {@code raw}: what is dropped before anything else looks at it. Packets have the cable
 * they came by on bridges whose frames rules see.
 */
record GuardRules(FamilyRules family) {
  /** What a tenth of a second brings may come at once, and so much in any case. */
  private static final int PARTS = 10;

  private static final int LEAST_BURST = 5;

  private static final String ADVERTISEMENT = "-p ipv6-icmp -m icmp6 --icmpv6-type 136";

  /** Where an advertisement says whose it is: behind 40 bytes of IPv6 and 8 of ICMPv6. */
  private static final int TARGET_AT = 48;

  void add(Ruleset.Builder to) {
    var guard = to.chain(Table.RAW, ChainNames.GUARD);
    for (var bridge : family.bridges()) {
      guard.rule("-i", bridge.device(), "-d", family.loopback(), DROP);
    }
    for (var endpoint : family.endpoints()) {
      if (endpoint.concernsFrames()) {
        guard.jump("-m physdev --physdev-in " + endpoint.device(), endpoint.device());
        add(to.chain(Table.RAW, endpoint.device()), endpoint);
      }
    }
  }

  private void add(Ruleset.Chain chain, EndpointRules endpoint) {
    if (endpoint.isLimited()) {
      int burst = Math.max(LEAST_BURST, endpoint.limit() / PARTS);
      chain.rule(
          "-m hashlimit --hashlimit-above " + endpoint.limit() + "/sec --hashlimit-burst " + burst,
          "--hashlimit-name",
          endpoint.device(),
          DROP);
    }
    if (endpoint.isRouted()) {
      hush(chain);
    }
    if (endpoint.isGuarded()) {
      chain.rule("-m mac ! --mac-source", endpoint.mac().toString(), DROP);
      if (!family.ipv4()) {
        discover(chain, endpoint);
      }
      for (var address : family.addresses(endpoint)) {
        chain.rule("-s", address, RETURN);
      }
      if (!family.ipv4()) {
        // Neighbours are looked for before an address is one's own (RFC 4862).
        chain.rule("-p ipv6-icmp", RETURN);
      }
      chain.rule(DROP);
    }
  }

  /** To all at once it says only what is needed to find a neighbour. */
  private void hush(Ruleset.Chain chain) {
    if (family.ipv4()) {
      chain.rule("-m pkttype --pkt-type broadcast", DROP);
      chain.rule("-m pkttype --pkt-type multicast", DROP);
    } else {
      chain.rule("! -p ipv6-icmp -m pkttype --pkt-type multicast", DROP);
    }
  }

  /** It says of no address but its own that it has it. */
  private static void discover(Ruleset.Chain chain, EndpointRules endpoint) {
    for (var address : endpoint.addresses()) {
      if (!Addresses.isIpv4(address)) {
        chain.rule(ADVERTISEMENT, "-m u32 --u32", "\"" + words(address) + "\"", RETURN);
      }
    }
    chain.rule(ADVERTISEMENT, DROP);
  }

  private static String words(InetAddress address) {
    var bytes = address.getAddress();
    var words = new StringBuilder();
    for (int at = 0; at < bytes.length; at += Integer.BYTES) {
      var word = HexFormat.of().formatHex(bytes, at, at + Integer.BYTES);
      words.append(at == 0 ? "" : "&&").append(TARGET_AT + at).append("=0x").append(word);
    }
    return words.toString();
  }
}
