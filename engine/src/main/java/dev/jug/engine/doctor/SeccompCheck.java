package dev.jug.engine.doctor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What filters of system calls can do here (seccomp(2)). */
final class SeccompCheck implements Check {
  private static final Set<String> NEEDED = Set.of("errno", "allow", "kill_process");

  @Override
  public String area() {
    return "seccomp";
  }

  @Override
  public List<Row> look(Machine machine) {
    var actions = machine.text("proc/sys/kernel/seccomp/actions_avail");
    if (actions.isEmpty()) {
      return List.of(
          Row.wrong(
              "filters",
              "the kernel has none",
              "containers start with --security-opt seccomp=unconfined only",
              "a kernel with CONFIG_SECCOMP_FILTER"));
    }
    var lacking = new TreeSet<>(NEEDED);
    var there = Set.of(actions.get().split("\\s+"));
    lacking.removeAll(there);
    if (!lacking.isEmpty()) {
      return List.of(
          Row.wrong(
              "filters",
              "without " + String.join(", ", lacking),
              "the built-in filter cannot be loaded",
              "a newer kernel"));
    }
    return List.of(
        Row.ok("filters", "the built-in one can be loaded"),
        there.contains("user_notif")
            ? Row.ok("agents", "user_notif: `jug profile learn` works")
            : Row.note(
                "agents", "no user_notif", "`jug profile learn` is refused", "a newer kernel"));
  }
}
