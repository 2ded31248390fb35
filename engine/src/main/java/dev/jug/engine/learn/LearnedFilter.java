package dev.jug.engine.learn;

import dev.jug.oci.runtime.Seccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Filters that are parts of the built-in one: what it refuses stays refused, and conditions on
 * arguments stay.
 *
 * @param builtin for the container's capabilities
 */
record LearnedFilter(Seccomp builtin) {
  private static final String ALLOW = "SCMP_ACT_ALLOW";

  /** Calls that a process makes for itself once its filter is loaded cannot wait for an agent. */
  private static final Set<String> UNSEEN = Set.of("read", "write");

  /** A signal that is not deadly does not disturb a call that waits (Linux 5.19). */
  private static final String UNDISTURBED = "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV";

  /**
   * One that tells an agent of all that it lets through.
   *
   * @param socket of the agent
   */
  Seccomp telling(String socket) {
    var rules = rules(UNSEEN::contains, "SCMP_ACT_NOTIFY");
    return new Seccomp(
        builtin.defaultAction(),
        builtin.defaultErrnoRet(),
        builtin.architectures(),
        List.of(UNDISTURBED),
        rules,
        socket,
        null);
  }

  /** One that lets these calls through and refuses the others. */
  Seccomp refusing(Set<String> calls) {
    return of(rules(call -> isLearned(calls, call), null));
  }

  /** One that lets all through, and has the kernel log those that are not among these. */
  Seccomp logging(Set<String> calls) {
    return of(rules(call -> isLearned(calls, call), "SCMP_ACT_LOG"));
  }

  private static boolean isLearned(Set<String> calls, String call) {
    return calls.contains(call) || UNSEEN.contains(call);
  }

  private Seccomp of(List<Seccomp.Rule> rules) {
    return new Seccomp(
        builtin.defaultAction(),
        builtin.defaultErrnoRet(),
        builtin.architectures(),
        builtin.flags(),
        rules);
  }

  /**
   * The rules with what is allowed divided.
   *
   * @param others what happens to calls that are not to be let through; null for the default action
   */
  private List<Seccomp.Rule> rules(Predicate<String> allowed, @Nullable String others) {
    var rules = new ArrayList<Seccomp.Rule>();
    for (var rule : builtin.syscalls()) {
      if (!rule.action().equals(ALLOW)) {
        rules.add(rule);
        continue;
      }
      add(rules, rule, allowed, ALLOW);
      if (others != null) {
        add(rules, rule, allowed.negate(), others);
      }
    }
    return rules;
  }

  private static void add(
      List<Seccomp.Rule> rules, Seccomp.Rule rule, Predicate<String> which, String action) {
    var names = rule.names().stream().filter(which).sorted().toList();
    if (!names.isEmpty()) {
      rules.add(new Seccomp.Rule(names, action, rule.errnoRet(), rule.args()));
    }
  }

  /** How many calls the built-in filter lets through. */
  int allowed() {
    return (int)
        builtin.syscalls().stream()
            .filter(rule -> rule.action().equals(ALLOW))
            .flatMap(rule -> rule.names().stream())
            .distinct()
            .count();
  }
}
