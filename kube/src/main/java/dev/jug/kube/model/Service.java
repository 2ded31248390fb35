package dev.jug.kube.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A name and an address for pods.
 *
 * @param selector labels of its pods
 * @param clusterIp an address that is asked for; {@code None} for names without one
 * @param affinity how long a client stays with the pod that it had last; empty for not at all
 */
public record Service(
    Metadata metadata,
    Type type,
    Map<String, String> selector,
    List<ServicePort> ports,
    Optional<String> clusterIp,
    Optional<Duration> affinity)
    implements Resource {
  /** Keeps copies. */
  public Service {
    selector = Map.copyOf(selector);
    ports = List.copyOf(ports);
  }

  /** Whether its name leads to its pods themselves, and it has no address. */
  public boolean isHeadless() {
    return clusterIp().equals(Optional.of("None"));
  }

  /** From where it can be reached. */
  public enum Type {
    /** By other pods. */
    CLUSTER_IP,
    /** At a port of the host. */
    NODE_PORT,
    /** From outside; on one machine at a port of the host. */
    LOAD_BALANCER
  }

  /**
   * One port.
   *
   * @param targetPort of the pods
   * @param nodePort of the host, if one is asked for
   */
  public record ServicePort(
      Optional<String> name, int port, Port targetPort, OptionalInt nodePort, Protocol protocol) {}
}
