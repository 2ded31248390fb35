package dev.jug.network.firewall.iptables;

import dev.jug.linux.Fd;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain inside a sandbox: who asks the resolver at port 53 comes to the port where it listens.
 */
final class SandboxRules {
  private static final String CHAIN = "JUG-NAMES";
  private static final String JUMP = "OUTPUT -j " + CHAIN;

  private SandboxRules() {}

  /** Makes it, in the place of an earlier one. */
  static void redirect(Xtables programs, Fd inside, InetAddress resolver, int udp, int tcp) {
    var text = new ArrayList<>(List.of("*nat", ":" + CHAIN + " - [0:0]"));
    if (!isThere(programs, inside)) {
      text.add("-A " + JUMP);
    }
    text.add(rule(resolver, "udp", udp));
    text.add(rule(resolver, "tcp", tcp));
    text.add("COMMIT");
    programs.restoreIn(inside, String.join("\n", text) + "\n");
  }

  private static String rule(InetAddress resolver, String protocol, int port) {
    var address = Addresses.text(resolver);
    return "-A %s -d %s -p %s -m %s --dport 53 -j DNAT --to-destination %s:%d"
        .formatted(CHAIN, address, protocol, protocol, address, port);
  }

  private static boolean isThere(Xtables programs, Fd inside) {
    return programs.readIn(inside).lines().anyMatch(("-A " + JUMP)::equals);
  }

  /** Takes it away, if it is there. */
  static void remove(Xtables programs, Fd inside) {
    if (isThere(programs, inside)) {
      var text = List.of("*nat", "-D " + JUMP, "-F " + CHAIN, "-X " + CHAIN, "COMMIT");
      programs.restoreIn(inside, String.join("\n", text) + "\n");
    }
  }
}
