package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.cap.Capability;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.Released;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import dev.jug.runtime.plan.Supervision.Field;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compiles one more process in a running container. The launcher itself never enters the container:
 * it opens the doors, and its child goes through them. Until its exec that child is not dumpable,
 * so nothing in the container can look at it (CVE-2019-5736, CVE-2016-9962).
 */
public final class ExecCompiler {
  private static final int JOIN_SESSION_KEYRING = 1;

  private final ExecLaunch launch;
  private final Linux linux;
  private final Process process;
  private final Machine machine;
  private final Optional<Filter> filter;
  private final PlanBuilder plan = new PlanBuilder();
  private final BirthSteps birth;
  private final AnswerSteps answers;
  private final StreamSteps streams;
  private final CgroupSteps cgroup;
  private final Slot container;

  /**
   * @param cgroup the container's cgroup
   * @param filter its compiled seccomp filter, empty for none
   * @param machine what the machine has
   */
  public ExecCompiler(
      ExecLaunch launch, CgroupSetup cgroup, Optional<Filter> filter, Machine machine) {
    this.launch = launch;
    this.process = launch.process();
    this.machine = machine;
    this.filter = filter;
    var spec = launch.spec().linux();
    if (spec == null) {
      throw new InvalidSpecException("config: \"linux\" is missing");
    }
    if (process.args().isEmpty() || process.args().getFirst().isEmpty()) {
      throw new InvalidSpecException("process.args: no exec command specified");
    }
    this.linux = spec;
    boolean notifies = filter.isPresent() && filter.get().notifies();
    this.birth =
        new BirthSteps(plan, launch.custody(), notifies || launch.custody() instanceof Released);
    this.answers = new AnswerSteps(plan, filter, launch.home());
    this.streams = new StreamSteps(plan, launch.custody(), process.terminal());
    this.cgroup = new CgroupSteps(plan, cgroup);
    this.container = plan.slot("container");
  }

  /** The plan. */
  public Plan compile() {
    streams.prepare(launch.state());
    streams.give(process, linux.uidMappings());
    line();
    answers.prepare();
    cgroup.open();
    plan.because("exec: the container, by its first process");
    plan.call(Call.PIDFD_OPEN, num(launch.container()), Flag.ZERO).into(container);
    var kinds = kinds();
    if (kinds.remove(NamespaceKind.PID)) {
      enter("pid, which only children enter", EnumSet.of(NamespaceKind.PID));
    }
    var child = plan.label();
    plan.because("exec: a new process");
    NamespaceSteps.birth(plan, 0, "0", cgroup.unified(), child);
    birth.announce();
    answers.announce();
    streams.keepOurEnds();
    if (streams.monitored()) {
      supervise();
    } else {
      plan.because("launcher: leave the process to whoever asked for it");
      plan.exit(0);
    }
    plan.place(child);
    plan.asContainer();
    becomeProcess(kinds);
    return plan.build();
  }

  private EnumSet<NamespaceKind> kinds() {
    var kinds = EnumSet.noneOf(NamespaceKind.class);
    linux.namespaces().forEach(n -> NamespaceKind.ofSpec(n.type()).ifPresent(kinds::add));
    return kinds;
  }

  private void enter(String what, EnumSet<NamespaceKind> kinds) {
    plan.because("linux.namespaces: join " + what);
    long bits = kinds.stream().mapToLong(NamespaceKind::cloneFlag).sum();
    var names = kinds.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
    plan.call(Call.SETNS, var(container), flags(bits, names));
  }

  private void line() {
    if (process.terminal() && streams.monitored()) {
      Line.open(plan);
    }
  }

  private void supervise() {
    if (process.terminal()) {
      Line.keepLauncherEnd(plan);
      var terminal = new TerminalSteps(plan, new RootedSteps(plan));
      terminal.receive(Line.launcherEnd(plan));
      streams.supervision().terminal(terminal.master());
    }
    plan.because("monitor: look after the process, its output and its exit status");
    streams.supervision().set(Field.PID, plan.slot("pid")).set(Field.PIDFD, plan.slot("pidfd"));
    plan.supervise(streams.supervision());
  }

  private void becomeProcess(EnumSet<NamespaceKind> kinds) {
    birth.connect();
    var affinity = process.execCPUAffinity();
    var scheduling = new SchedulingSteps(plan);
    if (affinity != null) {
      scheduling.affinity("process.execCPUAffinity.initial", affinity.initial());
    }
    cgroup.enter();
    if (affinity != null) {
      scheduling.affinity("process.execCPUAffinity.final", affinity.ultimate());
    }
    var labels = new LabelSteps(plan, process, machine);
    labels.open();
    enter("those of the container", kinds);
    plan.because("process: a session of its own, the container's keyring");
    plan.call(Call.SETSID);
    plan.call(
            Call.KEYCTL,
            flags(JOIN_SESSION_KEYRING, "KEYCTL_JOIN_SESSION_KEYRING"),
            plan.text("_ses." + launch.containerId()))
        .accept(Errno.ENOSYS, Errno.EPERM);
    var terminal = Optional.<TerminalSteps>empty();
    if (process.terminal()) {
      terminal = Optional.of(openTerminal());
    } else {
      streams.takeTheirEnds();
    }
    var available =
        kinds.contains(NamespaceKind.USER)
            ? EnumSet.allOf(Capability.class)
            : machine.capabilities();
    var credentials = new CredentialSteps(plan, process, available, false);
    var landlock = new LandlockSteps(plan, launch.spec(), machine);
    var steps = new ProcessSteps(plan, process, credentials, birth, answers, labels, landlock);
    streams.own(process);
    new DomainSteps(plan).set(linux);
    steps.prepare(filter.isPresent());
    steps.run(filter, streams, false, terminal);
  }

  private TerminalSteps openTerminal() {
    plan.because("process.terminal: the container's root");
    var rooted = new RootedSteps(plan);
    plan.call(Call.OPENAT, Flag.CWD, plan.text("/"), Flag.LOCATION, Flag.ZERO)
        .into(rooted.rootfs());
    var terminal = new TerminalSteps(plan, rooted);
    terminal.open(Optional.ofNullable(process.consoleSize()), streams.console());
    return terminal;
  }
}
