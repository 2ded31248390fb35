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
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchOption;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one container. {@link #compile()} is the story: what the launcher prepares while it has
 * every right, the birth of the child, what the child makes of itself, and what the launcher does
 * meanwhile.
 */
public final class ContainerCompiler {
  private static final int JOIN_SESSION_KEYRING = 1;
  private static final Arg GET_MOUNT_NAMESPACE = flags(0xff03, "PIDFD_GET_MNT_NAMESPACE");

  private final Launch launch;
  private final Spec spec;
  private final Linux linux;
  private final Process process;
  private final Machine machine;
  private final Optional<Filter> filter;

  private final PlanBuilder plan = new PlanBuilder();
  private final BirthSteps birth;
  private final AnswerSteps answers;
  private final BirthStops stops;
  private final StreamSteps streams;
  private final NamespaceSteps namespaces;
  private final CgroupSteps cgroup;
  private final RootedSteps rooted;
  private final MountSteps mounts;
  private final RootSteps root;
  private final TerminalSteps terminal;
  private final PathSteps paths;
  private final LabelSteps labels;
  private final boolean userNamespace;

  /**
   * @param cgroup how the container gets its cgroup
   * @param filter its compiled seccomp filter, empty for none
   * @param machine what the machine has
   * @throws InvalidSpecException if the spec cannot mean a container
   */
  public ContainerCompiler(
      Launch launch, CgroupSetup cgroup, Optional<Filter> filter, Machine machine) {
    this.launch = launch;
    this.spec = launch.spec();
    this.linux = required(spec.linux(), "linux");
    this.process = required(spec.process(), "process");
    this.machine = machine;
    this.filter = filter;
    var notifies = filter.isPresent() && filter.get().notifies();
    this.answers = new AnswerSteps(plan, filter, launch.state());
    this.stops = BirthStops.of(launch);
    this.birth = new BirthSteps(plan, launch.custody(), BirthSteps.needed(launch, notifies));
    this.streams = new StreamSteps(plan, launch.custody(), process.terminal());
    this.namespaces = new NamespaceSteps(plan, linux);
    this.cgroup = new CgroupSteps(plan, cgroup);
    this.rooted = new RootedSteps(plan);
    this.userNamespace =
        namespaces.isNew(NamespaceKind.USER) || namespaces.isJoined(NamespaceKind.USER);
    this.mounts =
        new MountSteps(plan, rooted, new MountScene(spec, launch.root(), cgroup, machine));
    this.root = new RootSteps(plan, rooted, mounts);
    this.terminal = new TerminalSteps(plan, rooted);
    this.paths = new PathSteps(plan, rooted, mounts);
    this.labels = new LabelSteps(plan, process, machine);
    Requirements.check(
        spec, process, linux, launch.root(), machine, namespaces.isNew(NamespaceKind.USER));
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidSpecException("config: \"" + name + "\" is missing");
    }
    return part;
  }

  /** The plan. */
  public Plan compile() {
    streams.prepare(launch.state());
    streams.give(process, linux.uidMappings());
    birth.prepare();
    answers.prepare();
    if (needsLine()) {
      Line.open(plan);
    }
    cgroup.make();
    cgroup.open();
    root.open(launch.root(), launch.has(LaunchOption.MAPPED_ROOT));
    mounts.open();
    oomScore();
    namespaces.prepare();
    var child = plan.label();
    namespaces.clone(cgroup.unified(), child);
    birth.announce();
    answers.announce();
    raise();
    if (streams.monitored()) {
      supervise();
    } else {
      plan.because("launcher: leave the process to whoever asked for it");
      plan.exit(0);
    }
    plan.place(child);
    plan.asContainer();
    becomeContainer();
    return plan.build();
  }

  private boolean needsLine() {
    return namespaces.isNew(NamespaceKind.USER) || (process.terminal() && streams.monitored());
  }

  /** What the launcher does for the child, which has no right to. */
  private void raise() {
    streams.keepOurEnds();
    if (needsLine()) {
      Line.keepLauncherEnd(plan);
    }
    if (namespaces.isNew(NamespaceKind.USER)) {
      namespaces.mapIds(linux, Line.launcherEnd(plan));
    }
  }

  /** Nobody may write it once the child is in a user namespace, so it inherits the launcher's. */
  private void oomScore() {
    if (process.oomScoreAdj() != null && userNamespace) {
      ProcessFiles.ownOomScore(plan, process.oomScoreAdj());
    }
  }

  /** Its own, in its own time: the launcher could be too late for a process that is quick. */
  private void ownOomScore() {
    if (process.oomScoreAdj() != null && !userNamespace) {
      ProcessFiles.ownOomScore(plan, process.oomScoreAdj());
    }
  }

  private void supervise() {
    holdMounts();
    if (process.terminal()) {
      terminal.receive(Line.launcherEnd(plan));
      streams.supervision().terminal(terminal.master());
    }
    plan.because("monitor: look after the process, its output and its exit status");
    streams.supervision().set(Field.PID, plan.slot("pid")).set(Field.PIDFD, plan.slot("pidfd"));
    plan.supervise(streams.supervision());
  }

  /**
   * Keeps the mount namespace as long as the monitor lives. The kernel takes it down before it
   * reports the exit of its last process; held like this, that happens after the exit status was
   * delivered. Before Linux 6.11 the request is unknown and the exit a little slower.
   */
  private void holdMounts() {
    plan.because(
        "monitor: hold the mounts, so that taking them down does not delay the exit status");
    var held = plan.slot("mounts");
    plan.call(Call.IOCTL, var(plan.slot("pidfd")), GET_MOUNT_NAMESPACE, Flag.ZERO)
        .into(held)
        .accept();
    streams.supervision().set(Field.HOLD, held);
  }

  private void becomeContainer() {
    birth.connect();
    ownOomScore();
    if (stops.first()) {
      birth.await("linux.cgroupsPath: systemd puts the process into a scope");
    }
    if (stops.network()) {
      birth.await("network: made from outside, where the rights are");
    }
    cgroup.enter();
    if (needsLine()) {
      Line.keepChildEnd(plan);
    }
    if (namespaces.isNew(NamespaceKind.USER)) {
      namespaces.awaitIds(Line.childEnd(plan));
    } else if (userNamespace) {
      namespaces.becomeRoot();
    }
    labels.open();
    namespaces.enter();
    session();
    root.attach(launch.root(), launch.state());
    fileSystems();
    if (stops.beforePivot()) {
      birth.await("linux.netDevices, linux.intelRdt, hooks");
    }
    root.pivot(launch.has(LaunchOption.NO_PIVOT));
    afterPivot();
    if (!process.terminal()) {
      streams.takeTheirEnds();
    }
    var credentials =
        new CredentialSteps(
            plan,
            process,
            userNamespace ? EnumSet.allOf(Capability.class) : machine.capabilities(),
            namespaces.isNew(NamespaceKind.USER) && !canSetGroups());
    var landlock = new LandlockSteps(plan, spec, machine);
    var steps = new ProcessSteps(plan, process, credentials, birth, answers, labels, landlock);
    streams.own(process);
    new DomainSteps(plan).set(linux);
    steps.prepare(filter.isPresent());
    birth.passGate();
    if (stops.beforeStart()) {
      birth.await("hooks: startContainer");
    }
    steps.run(filter, streams, launch.has(LaunchOption.INIT), takeTerminal());
  }

  private Optional<TerminalSteps> takeTerminal() {
    return process.terminal() ? Optional.of(terminal) : Optional.empty();
  }

  private boolean canSetGroups() {
    return !linux.gidMappings().isEmpty();
  }

  private void session() {
    plan.because("process: a session and a keyring of its own");
    plan.call(Call.SETSID);
    if (!launch.has(LaunchOption.SHARED_KEYRING)) {
      var name = plan.text("_ses." + launch.id());
      plan.call(Call.KEYCTL, flags(JOIN_SESSION_KEYRING, "KEYCTL_JOIN_SESSION_KEYRING"), name)
          .accept(Errno.ENOSYS, Errno.EPERM);
    }
    plan.because("modes of what is made below are exact");
    plan.call(Call.UMASK, num(0));
  }

  private void fileSystems() {
    mounts.attach();
    var devices = new DeviceSteps(plan, rooted, mounts);
    if (spec.mounts().stream().noneMatch(ContainerCompiler::isHostDev)) {
      devices.defaults(
          userNamespace, spec.mounts().stream().anyMatch(ContainerCompiler::isFreshDev));
    }
    devices.extra(linux.devices(), userNamespace);
    if (process.terminal()) {
      terminal.open(Optional.ofNullable(process.consoleSize()), streams.console());
      terminal.console(mounts);
    }
    mounts.finish();
    if (namespaces.isNew(NamespaceKind.NETWORK)) {
      new NetworkSteps(plan).loopbackUp();
    }
    linux.sysctl().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> paths.sysctl(entry.getKey(), entry.getValue()));
    paths.readOnly(linux.readonlyPaths());
    paths.mask(linux.maskedPaths());
    plan.because("process.cwd: made if it is missing");
    rooted.makeDirectories(process.cwd());
    if (Objects.requireNonNull(spec.root()).readonly()) {
      paths.readOnlyRoot();
    }
  }

  /** A bind mount on /dev brings its own devices. */
  private static boolean isFreshDev(Mount mount) {
    return "/dev".equals(mount.destination())
        && "tmpfs".equals(mount.type())
        && !mount.options().contains("tmpcopyup");
  }

  private static boolean isHostDev(Mount mount) {
    return mount.binds() && Path.of("/dev").equals(Path.of("/", mount.destination()).normalize());
  }

  private void afterPivot() {
    mounts.scene().rootPropagation().ifPresent(paths::propagation);
    name(spec.hostname(), "hostname", Call.SETHOSTNAME);
    name(spec.domainname(), "domainname", Call.SETDOMAINNAME);
  }

  private void name(@Nullable String name, String field, Call call) {
    if (name != null && !name.isEmpty()) {
      plan.because(field);
      plan.call(call, plan.text(name), num(name.getBytes(StandardCharsets.UTF_8).length));
    }
  }
}
