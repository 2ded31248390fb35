package dev.jug.runtime.launch;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.runtime.compile.Filter;
import dev.jug.runtime.seccomp.SeccompCompiler;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled filters, each made once and kept: compiling takes longer than starting a container. */
final class Filters {
  private static final int MOST = 16;

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
    return new Filter(SeccompCompiler.compile(profile), flags(profile));
  }

  private static long flags(Seccomp profile) {
    return profile.flags().stream().mapToLong(Filters::flag).reduce(0, (a, b) -> a | b);
  }

  /** SECCOMP_FILTER_FLAG_… of seccomp(2). */
  private static long flag(String name) {
    return switch (name) {
      case "SECCOMP_FILTER_FLAG_TSYNC" -> 1;
      case "SECCOMP_FILTER_FLAG_LOG" -> 2;
      case "SECCOMP_FILTER_FLAG_SPEC_ALLOW" -> 4;
      default ->
          throw new InvalidSpecException("linux.seccomp.flags: unknown flag \"" + name + '"');
    };
  }
}
