package dev.jug.engine;

import dev.jug.engine.resource.Counts;
import dev.jug.engine.resource.Ledger.Reading;
import dev.jug.engine.usage.NetworkTotals;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.network.Endpoint;
import dev.jug.network.Sandbox;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.ProcessPlace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the networks of one run carry. While it is held, the devices outlive the process, so that
 * its last packets can be counted. Thread-safe.
 */
final class RunNetwork implements AutoCloseable {
  private final int pid;
  private final Optional<Sandbox> sandbox;
  private final AtomicReference<@Nullable Fd> held = new AtomicReference<>();
  private volatile String identity = "";

  RunNetwork(int pid, Optional<Sandbox> sandbox) {
    this.pid = pid;
    this.sandbox = sandbox;
  }

  /** Keeps the devices; a process that has ended has none to keep. */
  void hold() {
    if (sandbox.isEmpty() || held.get() != null) {
      return;
    }
    try {
      identity = pid + "@" + ProcessPlace.of(pid).started();
      var namespace = NamespaceKind.NETWORK.open(pid);
      if (!held.compareAndSet(null, namespace)) {
        namespace.close();
      }
    } catch (SysException | CgroupException _) {
      identity = "";
    }
  }

  /** Empty if it has no network of its own, or is not held. */
  Optional<Reading> read() {
    if (sandbox.isEmpty() || identity.isEmpty()) {
      return Optional.empty();
    }
    return totals(sandbox.get())
        .map(t ->
            new Counts(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                t.receivedBytes(),
                t.sentBytes(),
                t.receivedPackets(),
                t.sentPackets(),
                0))
        .map(counts -> new Reading(identity, counts));
  }

  private Optional<NetworkTotals> totals(Sandbox from) {
    List<String> devices =
        from.endpoints().stream().map(Endpoint::hostDevice).filter(Objects::nonNull).toList();
    return devices.size() == from.endpoints().size()
        ? NetworkTotals.ofHostDevices(devices)
        : NetworkTotals.ofProcess(pid);
  }

  @Override
  public void close() {
    var namespace = held.getAndSet(null);
    if (namespace != null) {
      namespace.close();
    }
  }
}
