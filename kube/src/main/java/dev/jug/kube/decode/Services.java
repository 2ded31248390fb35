package dev.jug.kube.decode;

import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.Port;
import dev.jug.kube.model.Service;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.time.Duration;
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
  private static final String NO_ADDRESS = "None";
  private static final Duration USUAL_AFFINITY = Duration.ofHours(3);
  private static final long LONGEST_AFFINITY = Duration.ofDays(1).toSeconds();
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
                metadata,
                Service.Type.CLUSTER_IP,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  private static Service read(Metadata metadata, Fields fields) {
    leaveOut(fields);
    var address = fields.text("clusterIP").filter(text -> !text.isEmpty());
    var service =
        new Service(
            metadata,
            fields.word("type", TYPES).orElse(Service.Type.CLUSTER_IP),
            fields.map("selector", Value::text),
            fields.objects("ports", Services::port),
            address,
            affinity(fields, address.equals(Optional.of(NO_ADDRESS))));
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
  }

  /** Names lead to pods without anybody in between who could see to it. */
  private static Optional<Duration> affinity(Fields fields, boolean headless) {
    if (headless) {
      fields.meaningless("names lead to the pods themselves", "sessionAffinity");
      fields.meaningless("names lead to the pods themselves", "sessionAffinityConfig");
      return Optional.empty();
    }
    boolean stays =
        fields.word("sessionAffinity", Map.of("None", false, "ClientIP", true)).orElse(false);
    var config = fields.take("sessionAffinityConfig");
    if (!stays) {
      config.ifPresent(value -> value.wrong("it is for 'sessionAffinity: ClientIP' only"));
      return Optional.empty();
    }
    var time =
        config
            .flatMap(value -> value.object(all -> all.object("clientIP", Services::timeout)))
            .flatMap(found -> found)
            .orElse(USUAL_AFFINITY);
    return Optional.of(time);
  }

  private static Duration timeout(Fields fields) {
    var seconds = fields.integer("timeoutSeconds", 1, LONGEST_AFFINITY);
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : USUAL_AFFINITY;
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
