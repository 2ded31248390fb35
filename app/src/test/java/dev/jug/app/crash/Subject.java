package dev.jug.app.crash;

import dev.jug.app.crash.Situation.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one container without asking. An operation that was not answered may have
 * been done or not: then there are several situations, names and networks it may have. What is seen
 * afterwards must be one of them, and from then on it is that one.
 */
final class Subject {
  /** Survives renaming. */
  final String label;

  final Program program;
  final boolean fleeting;
  final Set<Situation> situations = new LinkedHashSet<>(List.of(Situation.ABSENT));
  final Set<String> names = new HashSet<>();
  final Set<String> policies = new HashSet<>();
  final Set<Set<String>> networks = new HashSet<>();
  final Set<String> volumes = new HashSet<>();

  /** How often it was started, at least and at most; each start writes a line. */
  int fewestStarts;

  int mostStarts;
  int murders;

  /** Somebody was about to remove it: it is not started again, whatever its policy says. */
  boolean abandoned;

  /** Somebody began to stop it while it was paused: the signal waits until it goes on. */
  boolean signalled;

  /**
   * Somebody began to end it, and was not answered. Should it run on all the same, then its record
   * may say that it is to end: its policy does not start it again until somebody else does, as with
   * Docker.
   */
  boolean doomed;

  @Nullable String id;

  Subject(String label, Program program, String policy, boolean fleeting) {
    this.label = label;
    this.program = program;
    this.fleeting = fleeting;
    names.add(label);
    policies.add(policy);
  }

  /** Some name that finds it; between operations there is only one. */
  String reference() {
    return id == null ? names.iterator().next() : id;
  }

  String name() {
    return names.iterator().next();
  }

  String policy() {
    return policies.iterator().next();
  }

  boolean comesBack() {
    return !policies.equals(Set.of("no"));
  }

  /** Where it is; between operations there is no doubt. */
  Stage stage() {
    return situations.iterator().next().stage();
  }

  boolean is(Stage... stages) {
    return Arrays.asList(stages).contains(stage());
  }

  /** An operation begins that may lead here, or be cut off before. */
  void risk(Situation... results) {
    situations.addAll(List.of(results));
  }

  /** The operation was answered. */
  void settle(Situation... results) {
    situations.clear();
    situations.addAll(List.of(results));
  }

  /** It is about to be started. */
  void riskStart() {
    mostStarts++;
  }

  /** It was. */
  void settleStart() {
    fewestStarts++;
    murders = 0;
    signalled = false;
    doomed = false;
  }

  /**
   * An engine has opened since: it starts what is always to run, and what was to run on.
   *
   * @param policy what its policy turned out to be
   */
  void opened(String policy) {
    var before = List.copyOf(situations);
    situations.clear();
    for (var situation : before) {
      situations.add(startedByOpening(policy, situation) ? Situation.RUNNING : situation);
    }
    if (before.stream().anyMatch(situation -> startedByOpening(policy, situation))) {
      mostStarts++;
    }
    if (before.stream().allMatch(situation -> startedByOpening(policy, situation))) {
      fewestStarts++;
    }
    murders = 0;
  }

  private static boolean startedByOpening(String policy, Situation situation) {
    return situation.stage() == Stage.EXITED
        && (policy.equals("always") || (policy.equals("unless-stopped") && !situation.ordered()));
  }

  /** Whether it may look like this. */
  boolean allows(Situation seen) {
    return situations.stream().anyMatch(seen::looksLike);
  }

  /** It was seen like this. */
  void is(Situation seen) {
    keep(situations, situations.stream().filter(seen::looksLike).toList());
  }

  static <T> void keep(Set<T> all, Collection<T> some) {
    var kept = new ArrayList<>(some);
    all.clear();
    all.addAll(kept);
  }

  @Override
  public String toString() {
    return "%s (%s, %s%s) may be %s, started %d to %d times, as %s on %s"
        .formatted(
            label,
            program,
            policies,
            fleeting ? ", fleeting" : "",
            situations,
            fewestStarts,
            mostStarts,
            names,
            networks);
  }
}
