package dev.jug.runtime.launch;

import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Hook;
import dev.jug.oci.runtime.Hooks;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.State;
import dev.jug.oci.runtime.Status;
import dev.jug.runtime.Launch;
import dev.jug.runtime.compile.BirthStops;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/** What is done for one container at the stages of its life: its hooks, and its listener. */
final class Stages {
  private final Launch launch;
  private final Linux linux;
  private final Hooks hooks;
  private final HookRunner runner;
  private final CacheShares shares;
  private final Optional<IntConsumer> scope;

  /**
   * @param scope has systemd put the process into its scope, if it is to do that
   */
  Stages(Launch launch, HookRunner runner, CacheShares shares, Optional<IntConsumer> scope) {
    this.launch = launch;
    this.scope = scope;
    this.linux = Objects.requireNonNull(launch.spec().linux());
    this.hooks = Objects.requireNonNull(launch.spec().hooks());
    this.runner = runner;
    this.shares = shares;
  }

  /** What is done while the container is being made, up to its start if that comes later. */
  Attendance birth() {
    var stops = BirthStops.of(launch);
    var stages = new ArrayList<IntConsumer>();
    if (stops.first()) {
      stages.add(scope.orElseThrow());
    }
    launch.network().ifPresent(stages::add);
    if (stops.beforePivot()) {
      stages.add(this::beforePivot);
    }
    if (stops.beforeStart()) {
      stages.add(this::beforeStart);
    }
    return new Attendance(stages, this::listener);
  }

  /** What is done between the gate and the program. */
  Attendance start() {
    return new Attendance(List.of(), this::listener);
  }

  private void beforePivot(int pid) {
    if (!linux.netDevices().isEmpty()) {
      new NetworkDevices(linux.netDevices()).move(pid);
    }
    shares.join(launch, pid);
    var state = state(Status.CREATING, pid);
    runner.outside("prestart", hooks.prestart(), state);
    runner.outside("createRuntime", hooks.createRuntime(), state);
    runner.inside("createContainer", hooks.createContainer(), state, kinds());
  }

  void beforeStart(int pid) {
    runner.inside("startContainer", hooks.startContainer(), state(Status.CREATED, pid), kinds());
  }

  void afterStart(int pid) {
    runner.outside("poststart", hooks.poststart(), state(Status.RUNNING, pid));
  }

  /** One by one: a failure must not keep the others from running. */
  List<Runnable> afterStop() {
    var state = state(Status.STOPPED, 0);
    return hooks.poststop().stream().map(hook -> afterStop(hook, state)).toList();
  }

  private Runnable afterStop(Hook hook, State state) {
    return () -> runner.outside("poststop", List.of(hook), state);
  }

  private void listener(int pid, int descriptor) {
    Seccomp seccomp = linux.seccomp();
    new ListenerAgent(Objects.requireNonNull(seccomp))
        .take(pid, descriptor, state(Status.CREATING, pid));
  }

  private EnumSet<NamespaceKind> kinds() {
    var kinds = EnumSet.noneOf(NamespaceKind.class);
    linux.namespaces().forEach(n -> NamespaceKind.ofSpec(n.type()).ifPresent(kinds::add));
    return kinds;
  }

  private State state(Status status, int pid) {
    return new State(
        "1.3.0", launch.id(), status, pid, launch.bundle().toString(), launch.spec().annotations());
  }
}
