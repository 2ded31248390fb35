package dev.jug.kube.decode;

import dev.jug.kube.model.Container;
import dev.jug.kube.model.ContainerPort;
import dev.jug.kube.model.Quantity;
import dev.jug.kube.model.Resources;
import dev.jug.kube.model.SecurityContext;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Containers of a pod. */
final class Containers {
  private static final Pattern RESOURCE =
      Pattern.compile("cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMG]i");
  private static final Map<String, Container.PullPolicy> POLICIES =
      Map.of(
          "Always", Container.PullPolicy.ALWAYS,
          "IfNotPresent", Container.PullPolicy.IF_NOT_PRESENT,
          "Never", Container.PullPolicy.NEVER);

  private final Set<String> volumes;

  /**
   * Reads those of one pod.
   *
   * @param volumes the names of the pod's volumes
   */
  Containers(Set<String> volumes) {
    this.volumes = volumes;
  }

  Container container(Fields fields) {
    return container(fields, false);
  }

  /** One that runs before the others, or beside them if it is always restarted. */
  Container init(Fields fields) {
    var restart = fields.word("restartPolicy", Map.of("Always", true));
    var container = container(fields, restart.orElse(false));
    var probes = container.probes();
    boolean probed =
        probes.liveness().isPresent()
            || probes.readiness().isPresent()
            || probes.startup().isPresent();
    if (probed && !container.sidecar()) {
      fields.wrong("an init container has probes only if its restartPolicy is Always");
    }
    return container;
  }

  private Container container(Fields fields, boolean sidecar) {
    var image = fields.needText("image");
    fields.meaningless("messages at the end are in the log", "terminationMessagePath");
    fields.meaningless("messages at the end are in the log", "terminationMessagePolicy");
    fields.meaningless("containers are not resized here", "resizePolicy");
    fields.unsupported("block devices", "volumeDevices");
    fields.unsupported("a restart is decided by the pod's restartPolicy", "restartPolicyRules");
    var container =
        new Container(
            fields.need("name").map(Names::label).orElse(""),
            image,
            fields.word("imagePullPolicy", POLICIES).orElse(usual(image)),
            fields.texts("command"),
            fields.texts("args"),
            fields.text("workingDir"),
            fields.objects("env", Envs::variable),
            fields.objects("envFrom", Envs::all),
            fields.objects("ports", Containers::port),
            fields.object("resources", Containers::resources).orElse(Resources.NONE),
            fields.objects("volumeMounts", mount -> Volumes.mount(mount, volumes)),
            Checks.probes(fields),
            Checks.lifecycle(fields),
            fields.object("securityContext", Securities::ofContainer).orElse(SecurityContext.NONE),
            new Container.Terminal(
                fields.flag("stdin", false),
                fields.flag("stdinOnce", false),
                fields.flag("tty", false)),
            sidecar);
    Common.noneTwice(
        fields,
        "ports",
        container.ports().stream().flatMap(port -> port.name().stream()).toList(),
        name -> name);
    Names.twice(container.volumeMounts(), mount -> mount.mountPath())
        .ifPresent(path -> fields.wrong("two volumes are mounted at '" + path + "'"));
    return container;
  }

  /** What has no tag, or the tag latest, may change. */
  private static Container.PullPolicy usual(String image) {
    var name = image.substring(image.lastIndexOf('/') + 1);
    boolean changes = !image.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
    return changes ? Container.PullPolicy.ALWAYS : Container.PullPolicy.IF_NOT_PRESENT;
  }

  private static ContainerPort port(Fields fields) {
    return new ContainerPort(
        fields.take("name").map(Names::label),
        fields
            .need("containerPort")
            .map(value -> (int) value.integer(1, Common.LARGEST_PORT))
            .orElse(1),
        Common.port(fields, "hostPort"),
        fields.text("hostIP"),
        Common.protocol(fields));
  }

  private static Resources resources(Fields fields) {
    fields.unsupported("claims of devices", "claims");
    var requests = amounts(fields.take("requests"));
    var limits = amounts(fields.take("limits"));
    limits.forEach((name, limit) -> {
      var request = requests.get(name);
      if (request != null && request.amount().compareTo(limit.amount()) > 0) {
        fields.wrong("more " + name + " is requested than the limit allows");
      }
    });
    return new Resources(requests, limits);
  }

  private static Map<String, Quantity> amounts(Optional<Value> value) {
    return value
        .flatMap(amounts -> amounts.object(fields -> fields.every(Containers::amount)))
        .orElse(new LinkedHashMap<>());
  }

  private static Quantity amount(String name, Value value) {
    if (!RESOURCE.matcher(name).matches()) {
      value.wrong("not supported: there are cpu, memory, ephemeral-storage and hugepages-SIZE");
    }
    return Common.quantity(value);
  }
}
