package dev.jug.kube.decode;

import dev.jug.kube.model.Resource;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Objects by their kinds. */
public final class Decoder {
  private record Kind(String version, Function<Fields, ? extends Resource> reader) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "Pod", new Kind("v1", Pods::pod),
          "Deployment", new Kind("apps/v1", Deployments::deployment),
          "Service", new Kind("v1", Services::service),
          "ConfigMap", new Kind("v1", Configs::configMap),
          "Secret", new Kind("v1", Configs::secret),
          "PersistentVolumeClaim", new Kind("v1", Configs::claim));

  private static final List<String> LISTS = List.of("List", "PodList", "DeploymentList");

  private Decoder() {}

  /** The objects of a document: one, or those of a list. What cannot be read is left out. */
  public static Stream<Resource> read(Value document) {
    return document.object(Decoder::object).stream().flatMap(List::stream);
  }

  private static List<Resource> object(Fields fields) {
    var version = fields.needText("apiVersion");
    var kind = fields.needText("kind");
    if (LISTS.contains(kind)) {
      fields.meaningless("a cluster keeps it", "metadata");
      return fields.list("items", item -> Optional.of(read(item).toList())).stream()
          .flatMap(List::stream)
          .toList();
    }
    var known = KINDS.get(kind);
    if (known == null) {
      if (!kind.isEmpty()) {
        fields.wrong(
            "objects of the kind '"
                + kind
                + "' are not supported: there are "
                + String.join(", ", new TreeSet<>(KINDS.keySet())));
      }
      fields.every((_, value) -> value);
      return List.of();
    }
    if (!version.equals(known.version())) {
      fields.wrong("a " + kind + " has the apiVersion " + known.version() + ", not " + version);
    }
    return List.of(known.reader().apply(fields));
  }
}
