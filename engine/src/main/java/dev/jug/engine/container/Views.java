package dev.jug.engine.container;

import dev.jug.engine.log.LogFiles;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.spec.DefaultPaths;
import dev.jug.engine.spec.Limits;
import dev.jug.engine.view.ConfigView;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.HostConfigView;
import dev.jug.engine.view.HostLimitsView;
import dev.jug.engine.view.HostNetworkView;
import dev.jug.engine.view.HostPathsView;
import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.engine.view.SecurityView;
import dev.jug.engine.view.StateView;
import dev.jug.oci.runtime.Process;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records in the shape of {@code docker inspect}. */
public final class Views {
  private static final long SHM_BYTES = 64L << 20;

  private Views() {}

  /**
   * The view of a record.
   *
   * @param networks the networks it is on
   */
  public static ContainerView of(
      ContainerRecord container, Layout layout, NetworkSettingsView networks) {
    var request = container.request();
    var args = arguments(container);
    var state = layout.filesOf(container.id(), request.autoRemove());
    var mounts = new MountViews(request.storage(), layout);
    return new ContainerView(
        container.id(),
        container.created(),
        args.isEmpty() ? "" : args.getFirst(),
        args.isEmpty() ? List.of() : args.subList(1, args.size()),
        state(container),
        request.image().shown(),
        "/" + container.name(),
        present(state.resolve("hostname")),
        present(state.resolve("hosts")),
        present(state.resolve("resolv.conf")),
        request.logConfig().keeps() ? LogFiles.newest(layout.stateOf(container.id())) : null,
        container.restartCount(),
        driver(request.image()),
        security(container),
        mounts.all(),
        config(container, mounts),
        hostConfig(request, mounts),
        networks);
  }

  private static String driver(ContainerImage image) {
    return switch (image) {
      case ContainerImage.Host _, ContainerImage.Stored _ -> "overlay";
      case ContainerImage.Rootfs _, ContainerImage.Bundle _ -> "directory";
    };
  }

  private static SecurityView security(ContainerRecord container) {
    var process = process(container);
    var profile = process == null ? null : process.apparmorProfile();
    var labels = container.request().security().labels();
    return new SecurityView(
        Objects.requireNonNullElse(profile, ""), labels.process(), labels.mount());
  }

  private static @Nullable String present(Path file) {
    return Files.exists(file) ? file.toString() : null;
  }

  private static StateView state(ContainerRecord container) {
    return new StateView(
        container.status(),
        container.status().isRunning(),
        container.status() == ContainerStatus.PAUSED,
        container.status() == ContainerStatus.RESTARTING,
        container.pid(),
        container.exitCode(),
        container.oomKilled(),
        container.status() == ContainerStatus.DEAD,
        container.error(),
        Objects.requireNonNullElse(container.startedAt(), StateView.NEVER),
        Objects.requireNonNullElse(container.finishedAt(), StateView.NEVER),
        container.health());
  }

  /** What runs: as launched, or as asked for before the first launch. */
  private static List<String> arguments(ContainerRecord container) {
    var process = process(container);
    if (process != null) {
      return process.args();
    }
    return container.request().process().arguments();
  }

  private static @Nullable Process process(ContainerRecord container) {
    return container.spec() == null ? null : container.spec().process();
  }

  private static ConfigView config(ContainerRecord container, MountViews mounts) {
    var request = container.request();
    var options = request.process();
    var process = process(container);
    return new ConfigView(
        Objects.requireNonNullElse(request.hostname(), Ids.shortened(container.id())),
        Objects.requireNonNullElse(request.domainname(), ""),
        Objects.requireNonNullElse(options.user(), ""),
        process == null ? options.terminal() : process.terminal(),
        options.stdin(),
        options.stdinOnce(),
        process == null ? options.environment() : process.env(),
        options.command(),
        request.image().shown(),
        mounts.places(),
        process == null ? Objects.requireNonNullElse(options.directory(), "") : process.cwd(),
        options.entrypoint(),
        new TreeMap<>(request.labels()),
        Objects.requireNonNullElse(request.stopSignal(), "SIGTERM"),
        request.stopTimeout(),
        exposed(request),
        request.health());
  }

  private static Map<String, Map<String, String>> exposed(ContainerRequest request) {
    var ports = new TreeMap<String, Map<String, String>>();
    request.network().exposed().forEach(port -> ports.put(port.toString(), Map.of()));
    request.network().ports().forEach(port -> ports.put(port.container().toString(), Map.of()));
    return ports;
  }

  private static HostConfigView.Log log(LogConfig log) {
    return new HostConfigView.Log(log.driver(), new TreeMap<>(log.options()));
  }

  private static HostConfigView hostConfig(ContainerRequest request, MountViews mounts) {
    var resources = request.resources();
    var security = request.security();
    var namespaces = request.namespaces();
    return new HostConfigView(
        mounts.lines(),
        mounts.fields(),
        mounts.from(),
        network(namespaces.network()),
        HostNetworkView.of(request.network()),
        restart(request.restartPolicy()),
        log(request.logConfig()),
        request.autoRemove(),
        security.capAdd(),
        security.capDrop(),
        namespaces.cgroup().shown(),
        request.groups(),
        namespaces.ipc().shown(),
        Objects.requireNonNullElse(request.oomScoreAdj(), 0),
        unlessPrivate(namespaces.pid()),
        security.privileged(),
        security.readOnly(),
        security.options(),
        mounts.tmpfs(),
        unlessPrivate(namespaces.uts()),
        user(namespaces.user()),
        Objects.requireNonNullElse(request.storage().shmSize(), SHM_BYTES),
        new TreeMap<>(request.sysctls()),
        request.init(),
        orZero(resources.memory()),
        orZero(resources.nanoCpus()),
        orZero(resources.cpuShares()),
        orZero(resources.cpuPeriod()),
        orZero(resources.cpuQuota()),
        Objects.requireNonNullElse(resources.cpusetCpus(), ""),
        Objects.requireNonNullElse(resources.cpusetMems(), ""),
        orZero(resources.memoryReservation()),
        Limits.memorySwap(resources),
        resources.pidsLimit(),
        Objects.requireNonNullElse(resources.blkioWeight(), 0),
        request.limits().stream().map(Views::ulimit).toList(),
        request.devices().stream().map(Views::device).toList(),
        HostLimitsView.of(request),
        new HostPathsView(DefaultPaths.masked(security), DefaultPaths.readOnly(security)),
        Objects.requireNonNullElse(request.runtime(), RuntimeName.OWN));
  }

  private static HostConfigView.Ulimit ulimit(ResourceLimit limit) {
    return new HostConfigView.Ulimit(limit.name(), limit.soft(), limit.hard());
  }

  private static HostConfigView.Device device(DeviceMapping device) {
    return new HostConfigView.Device(device.source().toString(), device.target(), device.access());
  }

  private static HostConfigView.Restart restart(RestartPolicy policy) {
    return new HostConfigView.Restart(policy.rule().word(), policy.maximumRetries());
  }

  private static String network(NamespaceMode mode) {
    return switch (mode) {
      case NamespaceMode.Private() -> "none";
      case NamespaceMode.OnNetwork(var name) -> name;
      case NamespaceMode other -> other.shown();
    };
  }

  private static String user(UserMode mode) {
    return mode instanceof UserMode.Unsaid ? "" : mode.shown();
  }

  private static String unlessPrivate(NamespaceMode mode) {
    return mode instanceof NamespaceMode.Private ? "" : mode.shown();
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
