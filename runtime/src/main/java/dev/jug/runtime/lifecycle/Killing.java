package dev.jug.runtime.lifecycle;

import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.Status;
import dev.jug.runtime.cgroup.Cgroups;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signals to a container, and its end by force. */
final class Killing {
  /** A process that only waits has no handlers: what ends a program by default ends it. */
  private static final Set<Signal> ENDING =
      Set.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.TERM);

  private final Cgroups cgroups;
  private final SavedContainer container;

  Killing(Cgroups cgroups, SavedContainer container) {
    this.cgroups = cgroups;
    this.container = container;
  }

  void send(Signal signal, boolean all, Status status) {
    if (status == Status.STOPPED && !all) {
      throw new LifecycleException("container not running");
    }
    var pids = all ? cgroups.processes(container.cgroup()) : List.of(container.process().pid());
    var sent = status == Status.CREATED && ENDING.contains(signal) ? Signal.KILL : signal;
    pids.forEach(pid -> signal(pid, sent));
    if (status == Status.PAUSED && signal.equals(Signal.KILL)) {
      cgroups.thaw(container.cgroup()); // Frozen processes do not even die.
    }
  }

  private static void signal(int pid, Signal signal) {
    Pidfd.open(pid)
        .ifPresent(process -> {
          try (process) {
            process.signal(signal);
          }
        });
  }

  /** Kills all its processes, and waits for its first one. */
  void end() {
    int pid = container.process().pid();
    var process = container.process().isAlive() ? Pidfd.open(pid) : Optional.<Pidfd>empty();
    process.ifPresent(first -> {
      try (first) {
        first.signal(Signal.KILL);
        cgroups.kill(container.cgroup());
        first.awaitEnd();
      }
    });
  }
}
