package dev.jug.play.pod;

import dev.jug.engine.pod.PodRequest;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.pod.PodRequest.Names;
import dev.jug.engine.pod.PodRequest.Processes;
import dev.jug.engine.pod.PodRequest.Sharing;
import dev.jug.engine.request.IdMap;
import dev.jug.kube.model.DnsPolicy;
import dev.jug.kube.model.PodSpec;
import dev.jug.network.EndpointRequest;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine is asked for as the sandbox of a pod. */
public final class SandboxPlan {
  /** The network that pods and services are on. */
  public static final String NETWORK = "kube";

  private static final InetAddress RESOLVER = InetAddress.ofLiteral("127.0.0.11");
  private static final List<String> SEARCHES =
      List.of("default.svc.cluster.local", "svc.cluster.local", "cluster.local");

  private SandboxPlan() {}

  /**
   * The request for one.
   *
   * @param ids of its users; null if they are the machine's
   */
  static PodRequest of(PodPlan plan, @Nullable IdMap ids) {
    var spec = plan.spec();
    boolean host = spec.host().network();
    return new PodRequest(
        new Identity(plan.name(), plan.uid(), PodPlan.NAMESPACE, 0),
        host ? "" : spec.hostname().orElse(plan.name()),
        null,
        names(spec),
        host ? List.of() : ports(spec),
        plan.metadata().labels(),
        PodPlan.annotations(plan.owner(), plan.revision(), plan.metadata().annotations()),
        null,
        spec.securityContext().sysctls(),
        new Sharing(host, spec.host().ipc(), processes(spec), ids),
        spec.runtimeClassName().orElse(""),
        host ? null : EndpointRequest.on(NETWORK));
  }

  private static Processes processes(PodSpec spec) {
    if (spec.host().pid()) {
      return Processes.NODE;
    }
    return spec.shareProcessNamespace() ? Processes.POD : Processes.CONTAINER;
  }

  /** Names of services are known on the network of pods only. */
  private static @Nullable Names names(PodSpec spec) {
    var config = spec.dnsConfig();
    boolean services = !spec.host().network() && spec.dnsPolicy() != DnsPolicy.NONE;
    if (!services && spec.dnsPolicy() != DnsPolicy.NONE) {
      return null;
    }
    var more = config.nameservers().stream().map(InetAddress::ofLiteral);
    var options = new ArrayList<>(services ? List.of("ndots:5") : List.<String>of());
    options.addAll(config.options());
    return new Names(
        services ? List.of(RESOLVER) : more.toList(),
        Stream.concat(services ? SEARCHES.stream() : Stream.empty(), config.searches().stream())
            .toList(),
        options);
  }

  private static List<PortBinding> ports(PodSpec spec) {
    var ports = new ArrayList<PortBinding>();
    for (var container : spec.containers()) {
      for (var port : container.ports()) {
        if (port.hostPort().isPresent()) {
          int host = port.hostPort().getAsInt();
          var inside =
              new ContainerPort(port.containerPort(), Protocol.valueOf(port.protocol().name()));
          var at = port.hostIp().map(InetAddress::ofLiteral).orElse(null);
          ports.add(new PortBinding(inside, at, host, host));
        }
      }
    }
    return ports;
  }
}
