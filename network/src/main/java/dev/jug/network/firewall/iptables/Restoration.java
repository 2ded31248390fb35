package dev.jug.network.firewall.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Text for {@code iptables-restore --noflush}: a change of each table, which the kernel makes at
 * once.
 */
record Restoration(ChainNames names) {
  /** Makes of what was made something else; empty if they are the same. */
  Optional<String> change(Ruleset before, Ruleset after) {
    var text = new ArrayList<String>();
    for (var table : Table.values()) {
      var lines = new ArrayList<String>();
      var old = before.chains(table);
      var declared = new ArrayList<String>();
      after
          .chains(table)
          .forEach((name, rules) -> {
            var known = old.get(name);
            if (known == null || !isLonger(known, rules)) {
              declared.add(":" + name + " - [0:0]");
              append(lines, name, rules);
            } else {
              append(lines, name, rules.subList(known.size(), rules.size()));
            }
          });
      remove(lines, gone(old, after.chains(table)));
      put(text, table, declared, lines);
    }
    return joined(text);
  }

  /** Makes it whatever there is of ours; empty if there is nothing and is to be nothing. */
  Optional<String> replacement(SavedRules there, Ruleset after) {
    var text = new ArrayList<String>();
    for (var table : Table.values()) {
      var lines = new ArrayList<String>();
      there.jumps(table).forEach(jump -> lines.add("-D " + jump));
      var wanted = after.chains(table);
      if (!wanted.isEmpty()) {
        Hook.ALL.stream()
            .filter(hook -> hook.table() == table)
            .forEach(hook -> lines.add(hook.insertion(names)));
      }
      wanted.forEach((name, rules) -> append(lines, name, rules));
      remove(lines, gone(there.chains(table), wanted));
      put(
          text,
          table,
          wanted.keySet().stream().map(name -> ":" + name + " - [0:0]").toList(),
          lines);
    }
    return joined(text);
  }

  private static List<String> gone(Map<String, ?> there, Map<String, ?> wanted) {
    return there.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
  }

  private static boolean isLonger(List<String> before, List<String> after) {
    return after.size() >= before.size() && after.subList(0, before.size()).equals(before);
  }

  private static void append(List<String> lines, String chain, List<String> rules) {
    rules.forEach(rule -> lines.add("-A " + chain + " " + rule));
  }

  /** One may lead to another: all are emptied before the first goes. */
  private static void remove(List<String> lines, List<String> gone) {
    gone.forEach(name -> lines.add("-F " + name));
    gone.forEach(name -> lines.add("-X " + name));
  }

  private static void put(
      List<String> text, Table table, List<String> declared, List<String> lines) {
    if (!declared.isEmpty() || !lines.isEmpty()) {
      text.add("*" + table.word());
      text.addAll(declared);
      text.addAll(lines);
      text.add("COMMIT");
    }
  }

  private static Optional<String> joined(List<String> text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", text) + "\n");
  }
}
