package dev.jug.play.service;

import dev.jug.kube.model.ContainerPort;
import dev.jug.kube.model.Port;
import dev.jug.play.pod.PodPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a service's port leads to in a pod.
 *
 * @param port by its number, or by the name that a container gave it
 */
record Targets(Port port) {
  static final Comparator<InetSocketAddress> ORDER =
      Comparator.comparing(one -> one.getHostString() + ":" + one.getPort());

  /** In a pod with this address; none if it has no address or no such port. */
  Stream<InetSocketAddress> of(PodPlan plan, String address) {
    if (address.isEmpty()) {
      return Stream.empty();
    }
    return number(plan)
        .map(number -> new InetSocketAddress(InetAddress.ofLiteral(address), number));
  }

  private Stream<Integer> number(PodPlan plan) {
    return switch (port) {
      case Port.Number(var number) -> Stream.of(number);
      case Port.Name(var name) ->
          plan.spec().containers().stream()
              .flatMap(container -> container.ports().stream())
              .filter(one -> one.name().filter(name::equals).isPresent())
              .map(ContainerPort::containerPort)
              .limit(1);
    };
  }
}
