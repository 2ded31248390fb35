package dev.jug.engine.doctor;

import dev.jug.linux.ns.NamespaceKind;
import java.util.ArrayList;
import java.util.List;

/** Kinds of namespaces, and how many of them there may be (namespaces(7)). */
final class NamespacesCheck implements Check {
  /** Each container has one of most kinds. */
  private static final long FEW = 256;

  @Override
  public String area() {
    return "namespaces";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    var there = new ArrayList<String>();
    for (var kind : NamespaceKind.values()) {
      if (machine.has("proc/self/ns/" + kind.procName())) {
        there.add(kind.procName());
        limit(machine, kind, rows);
      } else {
        rows.add(missing(kind));
      }
    }
    rows.addFirst(Row.ok("kinds", there.isEmpty() ? "none" : String.join(", ", there)));
    return rows;
  }

  private static Row missing(NamespaceKind kind) {
    var name = kind.procName();
    return switch (kind) {
      case USER -> Row.note(name, "the kernel has none", "--userns is refused", remedy(kind));
      case TIME -> Row.note(name, "the kernel has none", "clocks cannot be shifted", remedy(kind));
      case CGROUP -> Row.note(name, "the kernel has none", "groups are seen whole", remedy(kind));
      default -> Row.wrong(name, "the kernel has none", "containers do not start", remedy(kind));
    };
  }

  private static String remedy(NamespaceKind kind) {
    return "a kernel with CONFIG_" + kind.name() + "_NS";
  }

  private static void limit(Machine machine, NamespaceKind kind, List<Row> rows) {
    var setting = "user.max_" + kind.procName() + "_namespaces";
    long most = machine.setting(setting).orElse(Long.MAX_VALUE);
    if (most >= FEW) {
      return;
    }
    boolean matters = most > 0 || kind != NamespaceKind.USER;
    var row =
        matters && most == 0
            ? Row.wrong(setting, "0", "containers do not start (ENOSPC)", raise(setting))
            : Row.note(
                setting,
                Long.toString(most),
                matters ? "so many containers at most (ENOSPC)" : "--userns is refused (ENOSPC)",
                raise(setting));
    rows.add(row);
  }

  private static String raise(String setting) {
    return "sysctl -w " + setting + "=16384";
  }
}
