package dev.jug.engine.sight;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Rule;
import dev.jug.runtime.seccomp.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filters that have sysinfo(2) answered by the container's own file. The one made last is kept: it
 * is the same for most containers, and comparing filters takes long. Thread-safe.
 */
final class SysinfoFilter {
  private static final String CALL = "sysinfo";
  private static final String ALLOW = "SCMP_ACT_ALLOW";

  private @Nullable Known newest;

  private record Known(Seccomp asked, Seccomp made) {}

  /**
   * A filter in which the call is answered, if it was let through.
   *
   * @throws Invalid if there is none, or one that has calls decided by an agent
   */
  @SuppressWarnings("ReferenceEquality") // That is the point.
  synchronized Seccomp of(@Nullable Seccomp filter) {
    if (filter == null) {
      throw new Invalid(
          "view full needs a system call filter: that is what has sysinfo(2) answered",
          "Use container, or leave out seccomp=unconfined and --privileged.");
    }
    if (filter.listenerPath() != null) {
      throw new Invalid(
          "view full cannot be combined with a seccomp profile that has an agent",
          "The kernel gives a process one listener. Use container.");
    }
    var known = newest;
    if (known == null || known.asked() != filter) {
      known = new Known(filter, answered(filter));
      newest = known;
    }
    return known.made();
  }

  private static Seccomp answered(Seccomp filter) {
    var rules = new ArrayList<Rule>();
    boolean named = false;
    boolean allowed = false;
    for (var rule : filter.syscalls()) {
      boolean about = rule.names().contains(CALL);
      named |= about;
      allowed |= about && rule.action().equals(ALLOW);
      rules.add(about && rule.action().equals(ALLOW) ? without(rule) : rule);
    }
    if (!allowed && (named || !filter.defaultAction().equals(ALLOW))) {
      return filter;
    }
    rules.add(new Rule(List.of(CALL), "SCMP_ACT_NOTIFY", null, List.of()));
    return new Seccomp(
        filter.defaultAction(),
        filter.defaultErrnoRet(),
        filter.architectures(),
        filter.flags(),
        rules.stream().filter(rule -> !rule.names().isEmpty()).toList(),
        Answer.SYSINFO.listenerPath(),
        null);
  }

  private static Rule without(Rule rule) {
    var others = rule.names().stream().filter(name -> !name.equals(CALL)).toList();
    return new Rule(others, rule.action(), rule.errnoRet(), rule.args());
  }
}
