package dev.jug.play;

import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.Resource;
import dev.jug.kube.model.Service;
import dev.jug.network.port.PublishedPort;
import dev.jug.play.desired.Application;
import dev.jug.play.pod.PodWorker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows what was played, and what has become of it.
 *
 * @param reconciler knows how things are
 */
record Listing(Reconciler reconciler) {
  /** All of a file, in its order; pods behind what they are of. */
  List<Played> of(Application application) {
    var all = new ArrayList<Played>();
    for (var resource : application.manifest().resources()) {
      var key = Application.key(resource);
      var pods = reconciler.of(key);
      switch (resource) {
        case Pod _ -> {}
        case Deployment deployment -> all.add(deployment(application, deployment, pods));
        case Service service -> all.add(service(application, service));
        default -> all.add(thing(application, resource));
      }
      pods.stream()
          .sorted(Comparator.comparing(worker -> worker.plan().name()))
          .forEach(worker -> all.add(pod(application, worker)));
    }
    return all;
  }

  private static Played thing(Application application, Resource resource) {
    var kind = resource.getClass().getSimpleName();
    return Played.thing(application.name(), kind, resource.metadata().name());
  }

  private static Played pod(Application application, PodWorker worker) {
    var status = worker.status();
    var plan = worker.plan();
    return new Played(
        application.name(),
        "Pod",
        plan.name(),
        plan.owner().startsWith("Pod/") ? "" : plan.owner(),
        status.readyContainers()
            + "/"
            + Math.max(status.containers(), plan.spec().containers().size()),
        status.phase(),
        status.restarts(),
        status.address(),
        "",
        worker.since(),
        status.message());
  }

  private static Played deployment(
      Application application, Deployment deployment, List<PodWorker> pods) {
    long ready = pods.stream().filter(pod -> pod.isReady(deployment.minReady())).count();
    return new Played(
        application.name(),
        "Deployment",
        deployment.metadata().name(),
        "",
        ready + "/" + deployment.replicas(),
        "",
        0,
        "",
        "",
        null,
        "");
  }

  private Played service(Application application, Service service) {
    var sandbox = reconciler.service(Application.key(service));
    var published = sandbox.map(one -> one.ports()).orElse(List.of());
    return new Played(
        application.name(),
        "Service",
        service.metadata().name(),
        "",
        "",
        "",
        0,
        service.isHeadless() ? "None" : address(sandbox),
        ports(service, published),
        null,
        reconciler.trouble(Application.key(service)));
  }

  private static String address(Optional<PodSandbox> sandbox) {
    return sandbox.stream()
        .flatMap(one -> one.record().addresses().stream())
        .findFirst()
        .orElse("");
  }

  private static String ports(Service service, List<PublishedPort> published) {
    return service.ports().stream()
        .flatMap(port -> {
          var inside = port.port() + "/" + port.protocol().name().toLowerCase(Locale.ROOT);
          var outside =
              published.stream()
                  .filter(one -> one.container().toString().equals(inside))
                  .map(one -> one.port() + "->" + inside)
                  .distinct()
                  .toList();
          return outside.isEmpty() ? Stream.of(inside) : outside.stream();
        })
        .collect(Collectors.joining(", "));
  }
}
