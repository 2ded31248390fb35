package dev.jug.play.generate;

import dev.jug.engine.Blueprint;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.manifest.ManifestException;
import dev.jug.kube.manifest.ManifestText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes a Pod of containers that there are, and claims for their volumes.
 *
 * @param name of the pod
 * @param containers of the engine
 */
public record PodGenerator(String name, List<Blueprint> containers) {
  private static final String CLAIM_SIZE = "1Gi";
  private static final int LONGEST_NAME = 63;

  /**
   * A pod of containers.
   *
   * @param name what it is to be called; empty for a name after the first of them
   */
  public static PodGenerator of(String name, List<Blueprint> containers) {
    var called = name.isEmpty() ? label(containers.getFirst().name()) + "-pod" : name;
    return new PodGenerator(called, containers);
  }

  /**
   * What Kubernetes lets things be called: letters become small ones, and all but letters and
   * digits a hyphen.
   */
  static String label(String text) {
    var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var ends = plain.replaceAll("^-+|-+$", "");
    return ends.substring(0, Math.min(ends.length(), LONGEST_NAME)).replaceAll("-+$", "");
  }

  /**
   * Writes it.
   *
   * @throws Invalid if a container cannot be one of a pod
   */
  public Generated generate() {
    containers.forEach(PodGenerator::check);
    var omissions = new Omissions();
    var volumes = new PodStorage(omissions);
    var all = containers.stream().map(one -> container(one, volumes, omissions)).toList();
    var spec = new LinkedHashMap<String, Object>();
    spec.put("restartPolicy", restartPolicy());
    share(spec, "hostNetwork", request -> isHost(request.namespaces().network()));
    share(spec, "hostPID", request -> isHost(request.namespaces().pid()));
    share(spec, "hostIPC", request -> isHost(request.namespaces().ipc()));
    hostname().ifPresent(host -> spec.put("hostname", host));
    grace().ifPresent(seconds -> spec.put("terminationGracePeriodSeconds", seconds));
    spec.put("containers", all);
    spec.put("volumes", volumes.all());
    var documents = new ArrayList<Map<String, Object>>();
    volumes.claims().forEach(claim -> documents.add(claim(claim)));
    documents.add(object("Pod", name, Map.of("app", name), spec));
    return new Generated(checked(ManifestText.of(documents)), omissions.all());
  }

  private static void check(Blueprint container) {
    var request = container.request();
    if (!(request.image() instanceof ContainerImage.Stored)) {
      throw new Invalid(
          "container " + container.name() + " is not of an image: " + request.image().shown(),
          "A pod's containers are. Make an image of it (jug commit), and run that.");
    }
  }

  private static Map<String, Object> container(
      Blueprint container, PodStorage volumes, Omissions omissions) {
    return new PodContainerText(container.name(), container.request(), omissions)
        .with(volumes.mounts(container.name(), container.request().storage()));
  }

  private void share(Map<String, Object> spec, String field, Predicate<ContainerRequest> isShared) {
    if (containers.stream().map(Blueprint::request).anyMatch(isShared)) {
      spec.put(field, true);
    }
  }

  private static boolean isHost(NamespaceMode mode) {
    return mode instanceof NamespaceMode.Host;
  }

  /** A pod has one for all of its containers: that of who is to run most. */
  private String restartPolicy() {
    var rules =
        containers.stream().map(one -> one.request().restartPolicy().rule()).distinct().toList();
    if (rules.contains(RestartPolicy.Rule.ALWAYS)
        || rules.contains(RestartPolicy.Rule.UNLESS_STOPPED)) {
      return "Always";
    }
    return rules.contains(RestartPolicy.Rule.ON_FAILURE) ? "OnFailure" : "Never";
  }

  private Optional<String> hostname() {
    return containers.stream()
        .flatMap(one -> Optional.ofNullable(one.request().hostname()).stream())
        .map(PodGenerator::label)
        .findFirst();
  }

  private Optional<Integer> grace() {
    return containers.stream()
        .flatMap(one -> Optional.ofNullable(one.request().stopTimeout()).stream())
        .filter(seconds -> seconds >= 0)
        .max(Integer::compare);
  }

  private static Map<String, Object> claim(String volume) {
    var spec = new LinkedHashMap<String, Object>();
    spec.put("accessModes", List.of("ReadWriteOnce"));
    spec.put("resources", Map.of("requests", Map.of("storage", CLAIM_SIZE)));
    return object("PersistentVolumeClaim", volume, Map.of(), spec);
  }

  private static Map<String, Object> object(
      String kind, String name, Map<String, String> labels, Map<String, Object> spec) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("name", name);
    metadata.put("labels", labels);
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "v1");
    object.put("kind", kind);
    object.put("metadata", metadata);
    object.put("spec", spec);
    return object;
  }

  /** What is written here is read here. */
  private static String checked(String text) {
    try {
      Manifest.read(text);
      return text;
    } catch (ManifestException e) {
      throw new Failed("cannot say this in a manifest: " + e.getMessage(), "", e);
    }
  }
}
