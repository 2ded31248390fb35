package dev.jug.kube.decode;

import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.Port;
import dev.jug.kube.model.Service;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services. */
final class Services {
  private static final Map<String, Service.Type> TYPES =
      Map.of(
          "ClusterIP", Service.Type.CLUSTER_IP,
          "NodePort", Service.Type.NODE_PORT,
          "LoadBalancer", Service.Type.LOAD_BALANCER);
  private static final String ONE_MACHINE = "there is one machine";

  private Services() {}

  static Service service(Fields fields) {
    fields.meaningless("a cluster keeps it", "status");
    var metadata = Common.metadata(fields);
    return fields
        .need("spec")
        .flatMap(value -> value.object(spec -> read(metadata, spec)))
        .orElse(
            new Service(
                metadata, Service.Type.CLUSTER_IP, Map.of(), List.of(), Optional.empty(), false));
  }

  private static Service read(Metadata metadata, Fields fields) {
    leaveOut(fields);
    var service =
        new Service(
            metadata,
            fields.word("type", TYPES).orElse(Service.Type.CLUSTER_IP),
            fields.map("selector", Value::text),
            fields.objects("ports", Services::port),
            fields.text("clusterIP").filter(address -> !address.isEmpty()),
            fields.word("sessionAffinity", Map.of("None", false, "ClientIP", true)).orElse(false));
    if (service.ports().isEmpty() && !service.isHeadless()) {
      fields.wrong("a service has at least one port");
    }
    if (service.isHeadless() && service.type() != Service.Type.CLUSTER_IP) {
      fields.wrong("a service without an address (clusterIP: None) is of type ClusterIP");
    }
    if (service.selector().isEmpty()) {
      fields.wrong("not supported: a service without a selector, whose addresses somebody adds");
    }
    if (service.ports().size() > 1
        && service.ports().stream().anyMatch(port -> port.name().isEmpty())) {
      fields.wrong("of several ports each has a name");
    }
    Common.noneTwice(
        fields,
        "ports",
        service.ports().stream().flatMap(port -> port.name().stream()).toList(),
        name -> name);
    return service;
  }

  private static void leaveOut(Fields fields) {
    fields.meaningless(ONE_MACHINE, "externalTrafficPolicy", "internalTrafficPolicy");
    fields.meaningless(ONE_MACHINE, "healthCheckNodePort", "trafficDistribution");
    fields.meaningless(ONE_MACHINE, "allocateLoadBalancerNodePorts", "loadBalancerClass");
    fields.meaningless("it is the first of clusterIP", "clusterIPs");
    fields.meaningless("addresses are those of the network", "ipFamilies", "ipFamilyPolicy");
    fields.unsupported("names of hosts elsewhere", "externalName");
    fields.unsupported("addresses from elsewhere", "externalIPs", "loadBalancerIP");
    fields.unsupported("addresses from elsewhere", "loadBalancerSourceRanges");
    fields.unsupported("pods count when they are ready", "publishNotReadyAddresses");
    fields.unsupported("how long a client stays", "sessionAffinityConfig");
  }

  private static Service.ServicePort port(Fields fields) {
    fields.meaningless("a service does not look into it", "appProtocol");
    int port =
        fields.need("port").map(value -> (int) value.integer(1, Common.LARGEST_PORT)).orElse(1);
    return new Service.ServicePort(
        fields.take("name").map(Names::label),
        port,
        fields.take("targetPort").map(Common::namedPort).orElse(new Port.Number(port)),
        Common.port(fields, "nodePort"),
        Common.protocol(fields));
  }
}
