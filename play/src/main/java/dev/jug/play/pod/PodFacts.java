package dev.jug.play.pod;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.EnvVar.Source.ContainerResource;
import dev.jug.kube.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pod's containers can ask about it (the downward API).
 *
 * @param plan the pod
 * @param address its own; empty on the machine's network
 */
record PodFacts(PodPlan plan, String address) {
  private static final String NODE = "jug";

  /** What a field says, by its path: {@code metadata.name}, {@code metadata.labels['app']}. */
  String field(String path) {
    return switch (path) {
      case "metadata.name" -> plan.name();
      case "metadata.namespace" -> PodPlan.NAMESPACE;
      case "metadata.uid" -> plan.uid();
      case "metadata.labels" -> lines(plan.metadata().labels());
      case "metadata.annotations" -> lines(plan.metadata().annotations());
      case "status.podIP", "status.podIPs" -> address;
      case "spec.nodeName" -> NODE;
      case "spec.serviceAccountName" -> "default";
      default -> entry(path);
    };
  }

  private static String lines(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private String entry(String path) {
    int open = path.indexOf("['");
    if (open < 0 || !path.endsWith("']")) {
      throw new Invalid("fieldRef " + path + " is not there on one machine", "");
    }
    var key = path.substring(open + 2, path.length() - 2);
    var all =
        path.startsWith("metadata.labels")
            ? plan.metadata().labels()
            : plan.metadata().annotations();
    return all.getOrDefault(key, "");
  }

  /** A limit or request in units of a divisor, rounded up; what is not limited is the machine's. */
  String resource(Container self, ContainerResource asked) {
    var container = asked.container().isEmpty() ? self : container(asked.container());
    int dot = asked.resource().indexOf('.');
    var name = asked.resource().substring(dot + 1);
    var resources = container.resources();
    var said = asked.resource().startsWith("limits.") ? resources.limits() : resources.requests();
    var amount = said.getOrDefault(name, resources.limits().getOrDefault(name, machine(name)));
    var divisor =
        asked.divisor().amount().signum() == 0 ? BigDecimal.ONE : asked.divisor().amount();
    return amount.amount().divide(divisor, 0, RoundingMode.CEILING).toPlainString();
  }

  private Container container(String name) {
    return Stream.concat(plan.spec().containers().stream(), plan.spec().initContainers().stream())
        .filter(one -> one.name().equals(name))
        .findAny()
        .orElseThrow(() -> new Invalid("resourceFieldRef: no container " + name, ""));
  }

  private static Quantity machine(String name) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Quantity(name.equals("cpu") ? BigDecimal.valueOf(processors) : BigDecimal.ZERO);
  }
}
