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

/**
 * What iptables-save(8) says of an engine's chains.
 *
 * @param chains of each table our chains, and their rules behind {@code -A CHAIN}
 * @param jumps of each table the rules of others' chains that lead to ours, behind {@code -A}
 */
record SavedRules(
    Map<Table, Map<String, List<String>>> chains, Map<Table, List<String>> jumps) {
  private static final Pattern TARGET = Pattern.compile(" -[jg] (\\S+)");
  private static final Pattern RULE = Pattern.compile("-A (\\S+) (.*)");
  private static final Pattern LEARNED =
      Pattern.compile("-d ([0-9a-f.:]+)(?:/\\d+)?(?: -p (\\S+) .*?--dport (\\d+))?.*comment .*learned.*");

  /** Reads it. */
  static SavedRules read(String text, ChainNames names) {
    var saved = new SavedRules(new EnumMap<>(Table.class), new EnumMap<>(Table.class));
    Map<String, List<String>> chains = Map.of();
    List<String> jumps = new ArrayList<>();
    for (var line : text.lines().toList()) {
      if (line.startsWith("*")) {
        chains = new LinkedHashMap<>();
        jumps = new ArrayList<>();
        saved.begin(line.substring(1), chains, jumps);
      } else if (line.startsWith(":") && names.isOurs(line.substring(1, line.indexOf(' ')))) {
        chains.put(line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        sort(line, names, chains, jumps);
      }
    }
    return saved;
  }

  private void begin(String word, Map<String, List<String>> ours, List<String> others) {
    Stream.of(Table.values())
        .filter(table -> table.word().equals(word))
        .forEach(table -> {
          chains.put(table, ours);
          jumps.put(table, others);
        });
  }

  private static void sort(
      String line, ChainNames names, Map<String, List<String>> chains, List<String> jumps) {
    var rule = RULE.matcher(line);
    if (!rule.matches()) {
      return;
    }
    var ours = chains.get(rule.group(1));
    var target = TARGET.matcher(line);
    if (ours != null) {
      ours.add(rule.group(2));
    } else if (target.find() && names.isOurs(target.group(1))) {
      jumps.add(line.substring("-A ".length()));
    }
  }

  boolean isEmpty() {
    return Stream.of(Table.values()).allMatch(table ->
        chains(table).isEmpty() && jumps(table).isEmpty());
  }

  Map<String, List<String>> chains(Table table) {
    return chains.getOrDefault(table, Map.of());
  }

  List<String> jumps(Table table) {
    return jumps.getOrDefault(table, List.of());
  }

  /**
   * Whether nothing is missing of what was made: each chain has as many rules, and is led to. What
   * the rules say is not compared, for iptables says it in other words than were said to it.
   */
  boolean has(Ruleset made) {
    return Stream.of(Table.values())
        .allMatch(table ->
            made.chains(table).entrySet().stream()
                    .allMatch(chain ->
                        chains(table).getOrDefault(chain.getKey(), List.of()).size()
                            == chain.getValue().size()
                            && chains(table).containsKey(chain.getKey()))
                && jumps(table).size() >= hooks(table, made));
  }

  private static long hooks(Table table, Ruleset made) {
    return made.isEmpty() ? 0 : Hook.ALL.stream().filter(hook -> hook.table() == table).count();
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

  private static List<PortRange> ports(String protocol, String port) {
    if (port == null) {
      return List.of();
    }
    int number = Integer.parseInt(port);
    return List.of(new PortRange(Protocol.parse(protocol), number, number));
  }
}
