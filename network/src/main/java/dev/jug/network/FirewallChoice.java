package dev.jug.network;

import dev.jug.network.firewall.BackEnd;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.firewall.NftFirewall;
import dev.jug.network.firewall.Predecessor;
import dev.jug.network.firewall.iptables.IptablesFirewall;
import dev.jug.network.firewall.iptables.NotedRules;
import dev.jug.network.firewall.iptables.Programs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which part of the kernel has an engine's rules: the one that is asked for, else nf_tables if the
 * kernel has it, else iptables if its programs are here.
 *
 * @param wanted what is asked for
 * @param hasTables whether the kernel has nf_tables
 * @param path folders to look for programs in, with colons between them
 */
record FirewallChoice(Optional<BackEnd> wanted, boolean hasTables, String path) {
  private static final String NOTE = "iptables";

  /** Looked into behind the engine's own PATH, which may have no place for administrators. */
  private static final String USUAL = ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";

  /** What is asked for, on this machine. */
  static FirewallChoice here(Optional<BackEnd> wanted) {
    return new FirewallChoice(
        wanted,
        NftFirewall.isSupported(),
        Optional.ofNullable(System.getenv("PATH")).orElse("") + USUAL);
  }

  /**
   * Opens it; nothing is changed yet.
   *
   * @param tag marks what is the engine's
   * @param run directory that must not outlive the machine's restart
   */
  Firewall open(String tag, Path run) {
    var note = run.resolve(NOTE);
    if (wanted.map(asked -> asked == BackEnd.NFTABLES).orElse(hasTables)) {
      return new NftFirewall(tag, new NotedRules(tag, note));
    }
    var programs = Programs.find(path, hasTables);
    if (programs.isEmpty() && wanted.isEmpty()) {
      return new NftFirewall(tag, new NotedRules(tag, note));
    }
    var former = hasTables ? NftFirewall.left(tag) : Predecessor.NONE;
    return new IptablesFirewall(tag, programs, note, former);
  }
}
