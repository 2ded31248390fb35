package dev.jug.runtime.launch;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.runtime.compile.Filter;
import dev.jug.runtime.seccomp.SeccompCompiler;
import java.util.LinkedHashMap;
import java.util.Map;

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

  synchronized Filter compiled(Seccomp profile) {
    var filter = kept.get(profile);
    if (filter == null) {
      filter = new Filter(SeccompCompiler.compile(profile), flags(profile));
      kept.put(profile, filter);
    }
    return filter;
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
