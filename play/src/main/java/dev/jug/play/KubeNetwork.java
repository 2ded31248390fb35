package dev.jug.play;

import dev.jug.engine.ContainerNetworks;
import dev.jug.network.Network;
import dev.jug.network.NetworkRequest;
import dev.jug.play.pod.SandboxPlan;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network of pods and services, which is there while there are any.
 *
 * @param networks of the engine
 */
record KubeNetwork(ContainerNetworks networks) {
  private static final Map<String, String> OURS = Map.of("dev.jug.kube/network", "true");

  private Optional<Network> there() {
    return networks.all().stream()
        .filter(network -> network.record().name().equals(SandboxPlan.NETWORK))
        .findAny();
  }

  /** Makes it; one of this name that a user made does as well. */
  void make() {
    if (there().isEmpty()) {
      networks.create(
          new NetworkRequest(
              SandboxPlan.NETWORK, "bridge", true, false, false, false, List.of(), Map.of(), OURS));
    }
  }

  /** Has names lead to pods, and to no others than these. */
  void share(Map<String, List<InetAddress>> names) {
    there().filter(network -> !network.shared().equals(names)).ifPresent(one -> one.share(names));
  }

  /** Removes what {@link #make} made, unless a container that somebody ran is on it. */
  void remove() {
    there()
        .filter(network -> network.record().labels().equals(OURS))
        .filter(network -> network.members().isEmpty())
        .ifPresent(network -> networks.remove(network.record().id()));
  }
}
