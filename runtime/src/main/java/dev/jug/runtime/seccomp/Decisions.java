package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.Architecture;
import dev.jug.linux.seccomp.SyscallTable;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the rules of a profile mean for each system call of one architecture. A rule without
 * conditions beats those with conditions; several with conditions are tried in the profile's order;
 * names the architecture lacks are passed over, and so are rules that repeat the default action.
 * Two conditions on one argument are alternatives, as with runc.
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

  private final Architecture architecture;
  private final SyscallTable table;
  private final boolean isListed;
  private final int defaultVerdict;
  private final TreeMap<Integer, Decision> byNumber = new TreeMap<>();
  private int newest = -1;

  Decisions(Seccomp profile, Architecture architecture) {
    this.architecture = architecture;
    this.table = SyscallTable.of(architecture);
    this.isListed = profile.architectures().contains(architecture.specName());
    this.defaultVerdict = Verdict.of(profile.defaultAction(), profile.defaultErrnoRet());
    profile.syscalls().forEach(this::add);
  }

  private void add(Rule rule) {
    if (rule.names().isEmpty()) {
      throw new InvalidSpecException("linux.seccomp.syscalls: a rule without names");
    }
    int verdict = Verdict.of(rule.action(), rule.errnoRet());
    rule.names().forEach(this::mention);
    if (verdict != defaultVerdict) {
      for (var arguments : alternatives(rule.args())) {
        var alternative = new Rule(rule.names(), rule.action(), rule.errnoRet(), arguments);
        rule.names().forEach(name -> add(name, alternative, verdict));
      }
    }
  }

  /** Like with runc, calls in rules without effect count. */
  private void mention(String name) {
    table.number(name).ifPresent(number -> newest = Math.max(newest, number));
  }

  private static List<List<Argument>> alternatives(List<Argument> arguments) {
    long indexes = arguments.stream().mapToInt(Argument::index).distinct().count();
    return indexes == arguments.size()
        ? List.of(arguments)
        : arguments.stream().map(List::of).toList();
  }

  private void add(String name, Rule rule, int verdict) {
    table.number(name).ifPresent(number -> add(number, rule, verdict));
    MultiplexedCall.of(architecture, name)
        .ifPresent(call ->
            table
                .number(call.multiplexer())
                .ifPresent(number -> add(number, call.behind(rule), verdict)));
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
  NavigableMap<Integer, Decision> intervals() {
    var intervals = new TreeMap<Integer, Decision>();
    intervals.put(0, Decision.always(defaultVerdict));
    byNumber.forEach((number, decision) -> {
      intervals.put(number, decision);
      intervals.putIfAbsent(number + 1, Decision.always(defaultVerdict));
    });
    if (isListed && newest > 0) {
      intervals.put(newest + 1, Decision.always(Verdict.forNewerCalls(defaultVerdict)));
    }
    return merged(intervals);
  }

  private static NavigableMap<Integer, Decision> merged(Map<Integer, Decision> intervals) {
    var merged = new TreeMap<Integer, Decision>();
    intervals.forEach((start, decision) -> {
      if (merged.isEmpty() || !merged.lastEntry().getValue().equals(decision)) {
        merged.put(start, decision);
      }
    });
    return merged;
  }
}
