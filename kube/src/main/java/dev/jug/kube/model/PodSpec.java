package dev.jug.kube.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pod is made of.
 *
 * @param initContainers run before the others, one after the other; sidecars among them go on
 * @param host which namespaces are the host's
 * @param shareProcessNamespace whether the containers see each other's processes
 * @param terminationGracePeriod between SIGTERM and SIGKILL
 * @param activeDeadline how long the pod may run
 */
public record PodSpec(
    List<Container> containers,
    List<Container> initContainers,
    List<Volume> volumes,
    RestartPolicy restartPolicy,
    HostNamespaces host,
    boolean shareProcessNamespace,
    Optional<String> hostname,
    Optional<String> subdomain,
    DnsPolicy dnsPolicy,
    DnsConfig dnsConfig,
    List<HostAlias> hostAliases,
    Duration terminationGracePeriod,
    Optional<Duration> activeDeadline,
    Optional<String> runtimeClassName,
    PodSecurityContext securityContext) {
  /** Keeps copies. */
  public PodSpec {
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
    volumes = List.copyOf(volumes);
    hostAliases = List.copyOf(hostAliases);
  }
}
