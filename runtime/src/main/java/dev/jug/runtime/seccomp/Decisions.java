package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.SyscallTable;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules of a profile mean for each system call of one architecture. A rule without conditions beats those with
 * conditions; several with conditions are tried in the profile's order; names the architecture lacks are passed over.
 */
final class Decisions {
  /**
   * The rules for one call.
   *
   * @param rules tried in order, each with its conditions
   * @param otherwise the verdict if none applies
   */
  record Decision(List<Conditional> rules, int otherwise) {
    static Decision always(int verdict) {
      return new Decision(List.of(), verdict);
    }
  }

  /**
   * A verdict under conditions.
   *
   * @param rule whose conditions must all hold
   * @param verdict the answer then
   */
  record Conditional(Rule rule, int verdict) {}

  private final SyscallTable table;
  private final int defaultVerdict;
  private final TreeMap<Integer, Decision> byNumber = new TreeMap<>();
  private int newest = -1;

  Decisions(Seccomp profile, SyscallTable table) {
    this.table = table;
    this.defaultVerdict = Verdict.of(profile.defaultAction(), profile.defaultErrnoRet());
    profile.syscalls().forEach(this::add);
  }

  private void add(Rule rule) {
    if (rule.names().isEmpty()) {
      throw new InvalidSpecException("linux.seccomp.syscalls: a rule without names");
    }
    int verdict = Verdict.of(rule.action(), rule.errnoRet());
    for (var name : rule.names()) {
      table.number(name).ifPresent(number -> add(number, rule, verdict));
    }
  }

  private void add(int number, Rule rule, int verdict) {
    newest = Math.max(newest, number);
    var known = byNumber.get(number);
    if (rule.args().isEmpty()) {
      if (known == null || !known.rules().isEmpty()) {
        byNumber.put(number, Decision.always(verdict));
      }
    } else if (known == null) {
      byNumber.put(number, new Decision(List.of(new Conditional(rule, verdict)), defaultVerdict));
    } else if (!known.rules().isEmpty()) {
      var rules = new ArrayList<>(known.rules());
      rules.add(new Conditional(rule, verdict));
      byNumber.put(number, new Decision(List.copyOf(rules), defaultVerdict));
    }
  }

  /** What applies from each number on, until the next one. The first is number 0. */
  TreeMap<Integer, Decision> intervals() {
    var intervals = new TreeMap<Integer, Decision>();
    intervals.put(0, Decision.always(defaultVerdict));
    byNumber.forEach(
        (number, decision) -> {
          intervals.put(number, decision);
          intervals.putIfAbsent(number + 1, Decision.always(defaultVerdict));
        });
    intervals.put(newest + 1, Decision.always(Verdict.forNewerCalls(defaultVerdict)));
    return merged(intervals);
  }

  private static TreeMap<Integer, Decision> merged(Map<Integer, Decision> intervals) {
    var merged = new TreeMap<Integer, Decision>();
    intervals.forEach(
        (start, decision) -> {
          if (merged.isEmpty() || !merged.lastEntry().getValue().equals(decision)) {
            merged.put(start, decision);
          }
        });
    return merged;
  }
}
