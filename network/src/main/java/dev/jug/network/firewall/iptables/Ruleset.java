package dev.jug.network.firewall.iptables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine's chains for one family of addresses: of each table its chains by their names, of each
 * chain its rules as iptables(8) has them behind {@code -A CHAIN}.
 */
record Ruleset(Map<Table, Map<String, List<String>>> tables) {
  /** No chain at all. */
  static final Ruleset NONE = new Ruleset(Map.of());

  Map<String, List<String>> chains(Table table) {
    return tables.getOrDefault(table, Map.of());
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  /** How it comes to be. */
  static final class Builder {
    private final Map<Table, Map<String, List<String>>> tables = new EnumMap<>(Table.class);
    private final ChainNames names;

    Builder(ChainNames names) {
      this.names = names;
    }

    /**
     * A chain that is to be there, with rules or without.
     *
     * @param name without the engine's prefix
     */
    Chain chain(Table table, String name) {
      var rules =
          tables
              .computeIfAbsent(table, _ -> new LinkedHashMap<>())
              .computeIfAbsent(names.of(name), _ -> new ArrayList<>());
      return new Chain(names, rules);
    }

    Ruleset build() {
      return new Ruleset(Collections.unmodifiableMap(tables));
    }
  }

  /** A chain that is being filled. */
  record Chain(ChainNames names, List<String> rules) {
    /** Adds a rule: its conditions, and with {@code -j} what happens then. */
    void rule(String... words) {
      rules.add(String.join(" ", words));
    }

    /** Adds a rule that leads to a chain of ours, and back from its end. */
    void jump(String condition, String chain) {
      rules.add(condition + " -j " + names.of(chain));
    }

    /** Adds a rule that leads to a chain of ours, and from its end to whoever led here. */
    void goTo(String condition, String chain) {
      rules.add((condition + " -g " + names.of(chain)).strip());
    }
  }
}
