package dev.jug.runtime.launch;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.runtime.compile.Filter;
import dev.jug.runtime.seccomp.Answer;
import dev.jug.runtime.seccomp.FilterFlag;
import dev.jug.runtime.seccomp.SeccompCompiler;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled filters, each made once and kept: compiling takes longer than starting a container. */
final class Filters {
  private static final int MOST = 16;
  private static final String NOTIFY = "SCMP_ACT_NOTIFY";

  private final Map<Seccomp, Filter> kept =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seccomp, Filter> eldest) {
          return size() > MOST;
        }
      };

  /** Comparing two profiles takes longer than much of a start; most often it is the same one. */
  private @Nullable Known newest;

  private record Known(Seccomp profile, Filter filter) {}

  @SuppressWarnings("ReferenceEquality") // That is the point.
  synchronized Filter compiled(Seccomp profile) {
    var known = newest;
    if (known == null || known.profile() != profile) {
      known = new Known(profile, kept.computeIfAbsent(profile, Filters::compile));
      newest = known;
    }
    return known.filter();
  }

  private static Filter compile(Seccomp profile) {
    return new Filter(
        SeccompCompiler.compile(profile), flags(profile), Answer.of(profile.listenerPath()));
  }

  private static long flags(Seccomp profile) {
    long named =
        profile.flags().stream()
            .mapToLong(name -> FilterFlag.ofSpec(name).bit())
            .reduce(0, (a, b) -> a | b);
    return notifies(profile) ? named | FilterFlag.NEW_LISTENER : named;
  }

  private static boolean notifies(Seccomp profile) {
    boolean asked = profile.syscalls().stream().anyMatch(rule -> NOTIFY.equals(rule.action()));
    if (!asked && !NOTIFY.equals(profile.defaultAction())) {
      return false;
    }
    if (profile.listenerPath() == null || profile.listenerPath().isEmpty()) {
      throw new InvalidSpecException(
          "linux.seccomp.listenerPath: missing; SCMP_ACT_NOTIFY needs an agent that decides");
    }
    refuseForOurCalls(profile);
    return true;
  }

  /**
   * The process writes and reads once more after its filter is loaded, to hand the listener over.
   */
  private static void refuseForOurCalls(Seccomp profile) {
    boolean ours =
        profile.syscalls().stream()
            .filter(rule -> NOTIFY.equals(rule.action()))
            .anyMatch(rule -> rule.names().contains("write") || rule.names().contains("read"));
    if (ours || NOTIFY.equals(profile.defaultAction())) {
      throw new InvalidSpecException(
          "linux.seccomp: SCMP_ACT_NOTIFY cannot be used for the calls write and read, nor as the"
              + " default action");
    }
  }
}
