package dev.jug.engine.pod;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.network.EndpointRequest;
import dev.jug.network.NetworkRequest;
import dev.jug.network.Networks;
import dev.jug.network.cni.CniConfiguration;
import dev.jug.network.cni.CniException;
import dev.jug.network.cni.CniFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which network pods are on: that of the first configuration of plugins in a folder, as containerd
 * has it, else the engine's own. A configuration becomes a network of the engine's like any other
 * of the driver {@code cni}. Thread-safe.
 */
public final class PodNetworks {
  /** What pods are on without plugins. */
  static final EndpointRequest USUAL = EndpointRequest.on(NamespaceMode.DEFAULT_NETWORK);

  private static final String DRIVER = "cni";
  private static final String FILE = "dev.jug.cni.conf";

  private final Supplier<Networks> networks;
  private final Supplier<Path> folder;

  /**
   * @param networks the engine's, which are opened when the first pod needs them
   * @param folder where configurations lie; asked each time
   */
  public PodNetworks(Supplier<Networks> networks, Supplier<Path> folder) {
    this.networks = networks;
    this.folder = folder;
  }

  Networks all() {
    return networks.get();
  }

  /** How a sandbox is to be on its network. */
  EndpointRequest choose(String id, Identity pod) {
    var words =
        "IgnoreUnknown=1;K8S_POD_NAMESPACE=%s;K8S_POD_NAME=%s;K8S_POD_INFRA_CONTAINER_ID=%s;K8S_POD_UID=%s"
            .formatted(pod.namespace(), pod.name(), id, pod.uid());
    return configuration()
        .map(file ->
            EndpointRequest.on(network(file))
                .withOptions(Map.of(EndpointRequest.PLUGIN_ARGUMENTS, words)))
        .orElse(USUAL);
  }

  /** The first that can be read, as others have it. */
  private Optional<Path> configuration() {
    try {
      return new CniFolder(folder.get()).files().stream().filter(PodNetworks::isOne).findFirst();
    } catch (CniException e) {
      throw new EngineException.Failed(String.valueOf(e.getMessage()), "", e);
    }
  }

  private static boolean isOne(Path file) {
    try {
      CniConfiguration.read(file);
      return true;
    } catch (CniException _) {
      return false;
    }
  }

  /** The name of the network of a configuration, which is made with its first pod. */
  private synchronized String network(Path file) {
    var name = "pods-" + String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
    boolean there = all().all().stream().anyMatch(network -> network.record().name().equals(name));
    if (!there) {
      var options = Map.of(FILE, file.toString());
      var request =
          new NetworkRequest(name, DRIVER, true, false, false, false, List.of(), options, Map.of());
      NetworkFailure.translated(() -> all().create(request));
    }
    return name;
  }

  /** Why a pod would not get a network; empty if it would. */
  Optional<String> trouble() {
    try {
      configuration().ifPresent(this::network);
      return Optional.empty();
    } catch (EngineException e) {
      return Optional.of(e.getMessage());
    }
  }
}
