package dev.jug.network.firewall.iptables;

import java.util.List;

/**
 * The one rule outside of the engine's own chains for each place where packets come by: it leads to
 * the chain of the engine.
 *
 * @param builtIn the chain it is in, at its beginning
 * @param condition of the rule; may be empty
 * @param chain without the engine's prefix
 */
record Hook(Table table, String builtIn, String condition, String chain) {
  private static final String TO_HOST = "-m addrtype --dst-type LOCAL ";

  static final List<Hook> ALL =
      List.of(
          new Hook(Table.RAW, "PREROUTING", "", ChainNames.GUARD),
          new Hook(Table.NAT, "PREROUTING", TO_HOST, ChainNames.PORTS),
          new Hook(Table.NAT, "OUTPUT", TO_HOST, ChainNames.PORTS),
          new Hook(Table.NAT, "POSTROUTING", "", ChainNames.LEAVING),
          new Hook(Table.FILTER, "INPUT", "", ChainNames.INPUT),
          new Hook(Table.FILTER, "FORWARD", "", ChainNames.FORWARD));

  /** The line that makes it. */
  String insertion(ChainNames names) {
    return "-I " + builtIn + " 1 " + condition + "-j " + names.of(chain);
  }
}
