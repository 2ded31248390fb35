package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Hook;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compiles the run of a hook, in the runtime's namespaces or in a container's. */
public final class HookCompiler {
  private final PlanBuilder plan = new PlanBuilder();
  private final Hook hook;
  private final int container;
  private final EnumSet<NamespaceKind> kinds;

  /**
   * @param container a process of the container that the hook is to run in
   * @param kinds the namespaces to join; none for a hook that runs outside
   */
  public HookCompiler(Hook hook, int container, EnumSet<NamespaceKind> kinds) {
    this.hook = hook;
    this.container = container;
    this.kinds = EnumSet.copyOf(kinds);
    if (!hook.path().startsWith("/")) {
      throw new InvalidSpecException("hooks: path \"" + hook.path() + "\" is not absolute");
    }
  }

  /**
   * The plan.
   *
   * @param state existing directory of its own
   * @param directory where it runs; not used inside of a container
   */
  public Plan compile(Path state, Streams channels, Path directory) {
    var streams = new StreamSteps(plan, channels, false);
    streams.prepare(state);
    doors();
    var child = plan.label();
    plan.because("hook: a new process");
    NamespaceSteps.birth(plan, 0, "0", Optional.empty(), child);
    streams.keepOurEnds();
    plan.because("monitor: look after the hook");
    streams.supervision().set(Field.PID, plan.slot("pid")).set(Field.PIDFD, plan.slot("pidfd"));
    plan.supervise(streams.supervision());
    plan.place(child);
    plan.asContainer();
    becomeHook(streams, directory);
    return plan.build();
  }

  private void doors() {
    if (kinds.isEmpty()) {
      return;
    }
    plan.because("hook: the container, by its process");
    plan.call(Call.PIDFD_OPEN, num(container), Flag.ZERO).into(plan.slot("container"));
    if (kinds.remove(NamespaceKind.PID)) {
      join(EnumSet.of(NamespaceKind.PID));
    }
  }

  private void join(EnumSet<NamespaceKind> which) {
    long bits = which.stream().mapToLong(NamespaceKind::cloneFlag).sum();
    var names = which.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
    plan.call(Call.SETNS, var(plan.slot("container")), flags(bits, names));
  }

  private void becomeHook(StreamSteps streams, Path directory) {
    plan.because("hook: a session of its own");
    plan.call(Call.SETSID);
    streams.takeTheirEnds();
    if (kinds.isEmpty()) {
      plan.because("hook: the bundle is its working directory");
      plan.call(Call.CHDIR, plan.text(directory.toString()));
    } else {
      plan.because("hook: join the container's namespaces");
      join(kinds);
    }
    if (kinds.contains(NamespaceKind.USER)) {
      plan.call(Call.SETRESGID, num(0), num(0), num(0));
      plan.call(Call.SETRESUID, num(0), num(0), num(0));
    }
    plan.because("hook: no descriptor of ours stays open over exec");
    plan.call(Call.CLOSE_RANGE, num(3), flags(0xffffffffL, "~0"), flags(4, "CLOSE_RANGE_CLOEXEC"));
    plan.because("hook: " + hook.path());
    var arguments = hook.args().isEmpty() ? List.of(hook.path()) : hook.args();
    plan.exec(List.of(hook.path()), arguments, hook.env());
  }
}
