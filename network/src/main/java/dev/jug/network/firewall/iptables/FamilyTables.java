package dev.jug.network.firewall.iptables;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The engine's chains in the kernel for one family of addresses: knows what was made, and makes
 * something else of it. For one thread.
 */
final class FamilyTables {
  private final boolean ipv4;
  private final ChainNames names;
  private final Optional<Xtables> programs;
  private Ruleset made = Ruleset.NONE;

  /**
   * @param programs empty if they are missing
   */
  FamilyTables(boolean ipv4, ChainNames names, Optional<Xtables> programs) {
    this.ipv4 = ipv4;
    this.names = names;
    this.programs = programs;
  }

  /** Of IPv4, and of IPv6. */
  static List<FamilyTables> of(ChainNames names, Optional<Programs> programs) {
    return List.of(
        new FamilyTables(true, names, programs.map(Programs::ipv4)),
        new FamilyTables(false, names, programs.flatMap(Programs::ipv6)));
  }

  /** Takes away what was made with these programs, as far as they still work. */
  static void remove(ChainNames names, Programs programs) {
    try {
      of(names, Optional.of(programs)).forEach(family -> family.replace(Ruleset.NONE));
    } catch (NetworkException e) {
      System.getLogger(FamilyTables.class.getName())
          .log(System.Logger.Level.WARNING, "rules of an earlier engine stay", e);
    }
  }

  /**
   * Those that make them.
   *
   * @throws NetworkException if there are none
   */
  Xtables programs() {
    return programs.orElseThrow(() ->
        new NetworkException(
            Kind.UNAVAILABLE,
            "cannot make rules for packets: there is no "
                + (ipv4 ? "iptables-restore" : "ip6tables-restore")
                + " that works here",
            (ipv4 ? "apt-get install iptables" : "apt-get install iptables, or leave --ipv6 out")
                + "; the kernel's nf_tables would do without (firewall-backend)."));
  }

  /** Makes what was made something else; its first and last rules take a look at what there is. */
  void change(Ruleset wanted) {
    if (wanted.isEmpty() != made.isEmpty()) {
      replace(wanted);
    } else if (!wanted.equals(made)) {
      new Restoration(names).change(made, wanted).ifPresent(programs()::restore);
      made = wanted;
    }
  }

  /** Makes these the only ones, whatever there is. */
  void replace(Ruleset wanted) {
    if (programs.isPresent() || !wanted.isEmpty()) {
      var there = read();
      new Restoration(names).replacement(there, wanted).ifPresent(programs()::restore);
    }
    made = wanted;
  }

  /** What there is. */
  SavedRules read() {
    return SavedRules.read(programs().read(), names);
  }

  /** Whether nobody has taken away what was made. */
  boolean isThere() {
    return made.isEmpty() || read().has(made);
  }

  Ruleset made() {
    return made;
  }
}
