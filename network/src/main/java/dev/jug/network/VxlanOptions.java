package dev.jug.network;

import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.policy.Policy;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a network of kind {@code vxlan} comes to other hosts.
 *
 * @param id the network's number on all hosts, 1 to 2^24 - 1 (RFC 7348, VNI)
 * @param remotes all hosts that are on it, in any order; may name this one too
 * @param local the address to send from; empty for the kernel's choice
 * @param port UDP, of all hosts
 */
record VxlanOptions(int id, List<InetAddress> remotes, Optional<InetAddress> local, int port) {
  private static final String ID = "dev.jug.vxlan.id";
  private static final String REMOTE = "dev.jug.vxlan.remote";
  private static final String LOCAL = "dev.jug.vxlan.local";
  private static final String PORT = "dev.jug.vxlan.port";

  private static final int MOST_ID = (1 << 24) - 1;
  private static final int MOST_PORT = 65_535;

  /** The port that IANA has given to it. */
  private static final String USUAL_PORT = "4789";

  /** Ethernet, VXLAN, UDP and IP, which each packet of a container has before it. */
  private static final int OVERHEAD = 14 + 8 + 8 + 20;

  private static final int OVERHEAD_6 = OVERHEAD + 20;
  private static final int ETHERNET_MTU = 1500;

  /**
   * Reads what was said when the network was made.
   *
   * @throws NetworkException if it says no network, or one whose addresses others give out too
   */
  static VxlanOptions of(NetworkRecord network) {
    refuseDoubleAddresses(network);
    refusePolicies(network);
    var remotes =
        Stream.of(said(network, REMOTE, "the addresses of the other hosts").split(","))
            .map(text -> host(text.strip(), REMOTE))
            .toList();
    var local =
        Optional.ofNullable(network.options().get(LOCAL)).map(text -> host(text.strip(), LOCAL));
    refuseTwoFamilies(remotes, local);
    return new VxlanOptions(
        number(ID, said(network, ID, "a number that all hosts use for it"), MOST_ID),
        remotes,
        local,
        number(PORT, network.options().getOrDefault(PORT, USUAL_PORT), MOST_PORT));
  }

  private static String said(NetworkRecord network, String option, String what) {
    var said = network.options().get(option);
    if (said == null || said.isBlank()) {
      throw invalid(
          "a vxlan network needs " + what,
          "Add -o " + option + "=" + (option.equals(ID) ? "42" : "192.0.2.2,192.0.2.3") + ".");
    }
    return said;
  }

  private static int number(String option, String said, int most) {
    try {
      int number = Integer.parseInt(said);
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, with other numbers that cannot be.
    }
    throw invalid("invalid " + option + ": " + said, "It is a number from 1 to " + most + ".");
  }

  private static InetAddress host(String text, String option) {
    var address = Addresses.parse(text, option);
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      throw invalid(
          "invalid " + option + ": " + text + " is not the address of one host",
          "Name each host; no group is needed.");
    }
    return address;
  }

  private static void refuseTwoFamilies(List<InetAddress> remotes, Optional<InetAddress> local) {
    var all = Stream.concat(remotes.stream(), local.stream());
    if (all.map(Addresses::isIpv4).distinct().count() > 1) {
      throw invalid(
          "invalid " + REMOTE + ": addresses of IPv4 and of IPv6",
          "A device sends by one of them; choose one for all hosts.");
    }
  }

  /** Each engine gives out addresses by itself, so each needs a part that is its own. */
  private static void refuseDoubleAddresses(NetworkRecord network) {
    for (var config : network.addresses()) {
      var range = config.range();
      if (range == null) {
        throw invalid(
            "a vxlan network needs a part of its addresses that only this engine gives out",
            "Say the network's --subnet, the same everywhere, and for each engine another --ip-range.");
      }
      refuseForeign(config.gateway(), range, "--gateway");
    }
  }

  /**
   * Refuses an address of another engine's part.
   *
   * @param address null for none
   */
  static void refuseForeign(@Nullable InetAddress address, Subnet range, String what) {
    if (address != null && !range.contains(address)) {
      throw invalid(
          "invalid " + what + ": " + Addresses.text(address) + " is not in this engine's " + range,
          "Other engines give out the rest of the network's addresses.");
    }
  }

  private static void refusePolicies(NetworkRecord network) {
    if (network.options().containsKey(Policy.OPTION)) {
      throw invalid(
          "a vxlan network knows no " + Policy.OPTION,
          "Policies are about containers of one engine; use a network of kind bridge.");
    }
  }

  private static NetworkException invalid(String message, String remedy) {
    return new NetworkException(Kind.INVALID, message, remedy);
  }

  /** The longest packet of a container that goes over Ethernet in one piece, in bytes. */
  int mtu() {
    return ETHERNET_MTU - (Addresses.isIpv4(remotes.getFirst()) ? OVERHEAD : OVERHEAD_6);
  }
}
