package dev.jug.network.firewall.iptables;

import dev.jug.network.egress.Allowance;
import dev.jug.network.port.PortRange;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What iptables-save(8) says of an engine's chains.
 *
 * @param tables what it says of each table that there is
 */
record SavedRules(Map<Table, Saved> tables) {
  private static final Pattern RULE = Pattern.compile("-A (\\S+) (.*)");
  private static final Pattern LEARNED =
      Pattern.compile(
          "-d ([0-9a-f.:]+)(?:/\\d+)?(?: -p (\\S+) .*?--dport (\\d+))?.*--comment \"?learned.*");

  /** Reads it. */
  static SavedRules read(String text, ChainNames names) {
    var tables = new EnumMap<Table, Saved>(Table.class);
    var saved = new Saved();
    for (var line : text.lines().toList()) {
      if (line.startsWith("*")) {
        var begun = new Saved();
        saved = begun;
        Stream.of(Table.values())
            .filter(table -> line.equals("*" + table.word()))
            .forEach(table -> tables.put(table, begun));
      } else if (line.startsWith(":")) {
        saved.declare(line.substring(1, line.indexOf(' ')), names);
      } else {
        saved.add(line, names);
      }
    }
    return new SavedRules(tables);
  }

  /** One table. */
  static final class Saved {
    private static final Pattern TARGET = Pattern.compile(" -[jg] (\\S+)");

    /** Our chains, and their rules behind {@code -A CHAIN}. */
    final Map<String, List<String>> chains = new LinkedHashMap<>();

    /** The rules of others' chains that lead to ours, behind {@code -A}. */
    final List<String> jumps = new ArrayList<>();

    /** Those of them that no rule of another program comes before. */
    final List<String> first = new ArrayList<>();

    /** Others' chains that have rules of theirs. */
    private final List<String> used = new ArrayList<>();

    private void declare(String chain, ChainNames names) {
      if (names.isOurs(chain)) {
        chains.put(chain, new ArrayList<>());
      }
    }

    private void add(String line, ChainNames names) {
      var rule = RULE.matcher(line);
      if (!rule.matches()) {
        return;
      }
      var chain = rule.group(1);
      var ours = chains.get(chain);
      if (ours != null) {
        ours.add(rule.group(2));
        return;
      }
      var target = TARGET.matcher(line);
      var goal = target.find() ? target.group(1) : "";
      if (names.isOurs(goal)) {
        jumps.add(line.substring("-A ".length()));
        if (!used.contains(chain)) {
          first.add(jumps.getLast());
        }
      } else if (!ChainNames.isAnyEngines(goal)) {
        used.add(chain);
      }
    }
  }

  private Saved of(Table table) {
    return tables.getOrDefault(table, new Saved());
  }

  Map<String, List<String>> chains(Table table) {
    return of(table).chains;
  }

  List<String> jumps(Table table) {
    return of(table).jumps;
  }

  /**
   * Whether nothing is missing of what was made: each chain has as many rules, and is led to before
   * others decide. What the rules say is not compared, for iptables says it in other words than
   * were said to it.
   */
  boolean has(Ruleset made) {
    return Stream.of(Table.values())
        .allMatch(table ->
            made.chains(table).entrySet().stream().allMatch(chain -> has(table, chain))
                && led(table).size() >= hooks(table, made));
  }

  /** Where packets are let through it matters who decides first. */
  private List<String> led(Table table) {
    return table == Table.FILTER ? of(table).first : jumps(table);
  }

  private boolean has(Table table, Map.Entry<String, List<String>> chain) {
    var there = chains(table).get(chain.getKey());
    return there != null && there.size() == chain.getValue().size();
  }

  private static long hooks(Table table, Ruleset made) {
    return made.chains(table).isEmpty()
        ? 0
        : Hook.ALL.stream().filter(hook -> hook.table() == table).count();
  }

  /** The addresses of names that a chain lets through; without the names. */
  void learned(String chain, BiConsumer<Allowance.Named, InetAddress> found) {
    for (var rule : chains(Table.FILTER).getOrDefault(chain, List.of())) {
      var match = LEARNED.matcher(rule);
      if (match.matches()) {
        var address = InetAddress.ofLiteral(match.group(1));
        found.accept(new Allowance.Named("", ports(match.group(2), match.group(3))), address);
      }
    }
  }

  private static List<PortRange> ports(@Nullable String protocol, @Nullable String port) {
    if (protocol == null || port == null) {
      return List.of();
    }
    int number = Integer.parseInt(port);
    return List.of(new PortRange(Protocol.parse(protocol), number, number));
  }
}
