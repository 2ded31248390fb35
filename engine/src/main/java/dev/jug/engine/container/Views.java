package dev.jug.engine.container;

import dev.jug.engine.log.LogFiles;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.view.ConfigView;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.HostConfigView;
import dev.jug.engine.view.MountView;
import dev.jug.engine.view.StateView;
import dev.jug.oci.runtime.Process;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records in the shape of {@code docker inspect}. */
public final class Views {
  private static final long SHM_BYTES = 64L << 20;

  private Views() {}

  /** The view of a record. */
  public static ContainerView of(ContainerRecord container, Layout layout) {
    var request = container.request();
    var args = arguments(container);
    var state = layout.filesOf(container.id(), request.autoRemove());
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
        mounts(request),
        config(container),
        hostConfig(request));
  }

  private static String driver(ContainerImage image) {
    return switch (image) {
      case ContainerImage.Host _, ContainerImage.Stored _ -> "overlay";
      case ContainerImage.Rootfs _, ContainerImage.Bundle _ -> "directory";
    };
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
        Objects.requireNonNullElse(container.startedAt(), Instant.EPOCH),
        Objects.requireNonNullElse(container.finishedAt(), Instant.EPOCH),
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

  private static ConfigView config(ContainerRecord container) {
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
        process == null ? Objects.requireNonNullElse(options.directory(), "") : process.cwd(),
        options.entrypoint(),
        new TreeMap<>(request.labels()),
        Objects.requireNonNullElse(request.stopSignal(), "SIGTERM"),
        request.stopTimeout(),
        request.health());
  }

  private static List<MountView> mounts(ContainerRequest request) {
    var views = new ArrayList<MountView>();
    for (var bind : request.storage().binds()) {
      views.add(
          new MountView(
              "bind",
              bind.source().toString(),
              bind.target(),
              String.join(",", bind.options()),
              !bind.readOnly(),
              propagation(bind)));
    }
    return views;
  }

  private static String propagation(BindMount bind) {
    return bind.options().stream()
        .filter(option -> !option.equals("ro") && !option.equals("rw"))
        .findFirst()
        .orElse("rprivate");
  }

  private static HostConfigView.Log log(LogConfig log) {
    return new HostConfigView.Log(log.driver(), new TreeMap<>(log.options()));
  }

  private static HostConfigView hostConfig(ContainerRequest request) {
    var resources = request.resources();
    var security = request.security();
    var namespaces = request.namespaces();
    return new HostConfigView(
        request.storage().binds().stream().map(Views::shown).toList(),
        network(namespaces.network()),
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
        tmpfs(request),
        unlessPrivate(namespaces.uts()),
        unlessPrivate(namespaces.user()),
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
        orZero(resources.memorySwap()),
        resources.pidsLimit(),
        Objects.requireNonNullElse(resources.blkioWeight(), 0));
  }

  private static HostConfigView.Restart restart(RestartPolicy policy) {
    return new HostConfigView.Restart(policy.rule().word(), policy.maximumRetries());
  }

  private static Map<String, String> tmpfs(ContainerRequest request) {
    var tmpfs = new TreeMap<String, String>();
    request.storage().tmpfs().forEach(t -> tmpfs.put(t.target(), String.join(",", t.options())));
    return tmpfs;
  }

  private static String shown(BindMount bind) {
    var options = bind.options().isEmpty() ? "" : ":" + String.join(",", bind.options());
    return bind.source() + ":" + bind.target() + options;
  }

  private static String network(NamespaceMode mode) {
    return mode instanceof NamespaceMode.Private ? "none" : mode.shown();
  }

  private static String unlessPrivate(NamespaceMode mode) {
    return mode instanceof NamespaceMode.Private ? "" : mode.shown();
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
