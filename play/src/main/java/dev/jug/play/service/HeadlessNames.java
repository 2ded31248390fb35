package dev.jug.play.service;

import dev.jug.kube.model.Service;
import dev.jug.play.pod.PodWorker;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of services without an address: each leads to all of its pods that are ready, and with
 * a pod's host name before it to that pod, if the pod says that it is of the service ({@code
 * subdomain}).
 *
 * @param services those that are to be
 * @param workers all pods
 */
public record HeadlessNames(List<Service> services, List<PodWorker> workers) {
  private static final Comparator<InetAddress> ORDER =
      Comparator.comparing(InetAddress::getHostAddress);

  /** In lower case, as all names here are; those that lead to nobody are left out. */
  public Map<String, List<InetAddress>> all() {
    var names = new LinkedHashMap<String, List<InetAddress>>();
    services.stream().filter(Service::isHeadless).forEach(service -> add(service, names));
    return names;
  }

  private void add(Service service, Map<String, List<InetAddress>> names) {
    var name = service.metadata().name();
    var ready = workers.stream().filter(worker -> isOf(service, worker)).toList();
    if (!ready.isEmpty()) {
      var addresses = ready.stream().map(HeadlessNames::address).sorted(ORDER).toList();
      full(name).forEach(each -> names.put(each, addresses));
    }
    for (var worker : ready) {
      var spec = worker.plan().spec();
      if (spec.subdomain().filter(name::equals).isPresent()) {
        var own = spec.hostname().orElse(worker.plan().name()) + "." + name;
        full(own).forEach(each -> names.put(each, List.of(address(worker))));
      }
    }
  }

  private static boolean isOf(Service service, PodWorker worker) {
    return ServiceKeeper.isReadyFor(service, worker) && !worker.status().address().isEmpty();
  }

  private static InetAddress address(PodWorker worker) {
    return InetAddress.ofLiteral(worker.status().address());
  }

  /** A name as it can be said in a pod. */
  static Stream<String> full(String name) {
    return Stream.of("", ".default", ".default.svc", ".default.svc.cluster.local")
        .map(end -> name + end);
  }
}
