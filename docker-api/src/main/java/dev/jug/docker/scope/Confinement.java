package dev.jug.docker.scope;

import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.NamespaceMode.Private;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.sight.ViewChoice;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a container may not have whose maker is not root: whatever would let it reach the host, or
 * containers of others.
 */
final class Confinement {
  private static final Set<String> HARMLESS =
      Set.of("no-new-privileges", "seccomp=builtin", "landlock=default");

  private static final Set<Map.Entry<String, String>> USUAL_ANNOTATIONS =
      Map.of(ViewChoice.NAME, ViewChoice.CONTAINER).entrySet();

  private static final Set<String> SIZES = Set.of("size", "inodes");
  private static final Set<String> LOGS = Set.of("json-file", "local", "none");
  private static final Set<String> USUAL = Set.of("", "default", NamespaceMode.DEFAULT_NETWORK);

  private Confinement() {}

  /**
   * @throws Forbidden naming what is too much
   */
  static void check(ContainerRequest request) {
    refuse(!(request.image() instanceof ContainerImage.Stored), "the host's files as an image");
    check(request.security());
    check(request.storage());
    check(request.namespaces());
    refuse(!request.devices().isEmpty() || !request.deviceRules().isEmpty(), "devices");
    checkLimits(request);
    refuse(request.cgroupParent() != null, "another cgroup parent");
    refuse(request.oomScoreAdj() != null && request.oomScoreAdj() < 0, "a lower OOM score");
    refuse(!USUAL_ANNOTATIONS.containsAll(request.annotations().entrySet()), "annotations");
    var log = request.log();
    refuse(log != null && !LOGS.contains(log.driver()), "output that the engine sends on");
    refuse(!request.network().links().isEmpty(), "links to other containers");
    refuse(
        request.network().endpoints().stream()
            .anyMatch(endpoint -> !USUAL.contains(endpoint.network())),
        "networks of others");
    refuse(
        request.network().endpoints().stream()
            .anyMatch(endpoint -> !endpoint.driverOptions().isEmpty()),
        "options of the network's driver");
  }

  private static void check(SecurityOptions security) {
    refuse(security.privileged(), "--privileged");
    refuse(!security.capAdd().isEmpty(), "--cap-add");
    refuse(
        !security.options().stream().allMatch(option -> HARMLESS.contains(option.strip())),
        "--security-opt");
  }

  private static void check(StorageOptions storage) {
    refuse(!storage.binds().isEmpty(), "files of the host");
    refuse(!storage.volumesFrom().isEmpty(), "volumes of other containers");
    refuse(!storage.images().isEmpty(), "files of other images");
    refuse(
        storage.volumes().stream().anyMatch(volume -> !volume.anonymous()),
        "volumes with names, which others may have too");
    refuse(
        storage.volumes().stream()
            .anyMatch(volume -> !SIZES.containsAll(volume.volume().options().keySet())),
        "volumes that mount something");
  }

  private static void check(NamespaceOptions namespaces) {
    refuse(
        !Stream.of(namespaces.pid(), namespaces.ipc(), namespaces.uts(), namespaces.cgroup())
            .allMatch(Private.class::isInstance),
        "namespaces of the host or of others");
    refuse(!isOwn(namespaces.user()), "user ids of the machine or of others");
    boolean isAlone = namespaces.network() instanceof Private;
    boolean isUsual =
        namespaces.network() instanceof OnNetwork(var network)
            && network.equals(NamespaceMode.DEFAULT_NETWORK);
    refuse(!isAlone && !isUsual, "networks of others");
  }

  /** What the engine chooses is nobody else's. */
  private static boolean isOwn(UserMode user) {
    return user instanceof UserMode.Unsaid
        || (user instanceof UserMode.Auto auto && auto.uids().isEmpty() && auto.gids().isEmpty());
  }

  /** What the engine limits of itself stays limited. */
  private static void checkLimits(ContainerRequest request) {
    var pids = request.resources().pidsLimit();
    refuse(pids != null && pids < 0, "any number of processes");
    var fixed = request.fixedLimits();
    refuse(fixed.oomKillDisabled(), "memory that nobody takes back (--oom-kill-disable)");
    refuse(
        fixed.realtimePeriod() != null || fixed.realtimeRuntime() != null, "real-time processes");
  }

  private static void refuse(boolean isTooMuch, String what) {
    if (isTooMuch) {
      throw new Forbidden(
          "this socket makes no containers with " + what,
          "Whoever has it may use containers, and not become root by them; the engine's own socket"
              + " has everything.");
    }
  }
}
