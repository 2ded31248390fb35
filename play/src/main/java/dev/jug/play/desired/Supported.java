package dev.jug.play.desired;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.PodSpec;
import dev.jug.kube.model.SecurityProfile;
import dev.jug.kube.model.Service;
import dev.jug.kube.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says no to what the model has and pods here do not: by object and path, all at once. */
final class Supported {
  private static final String BY_OTHERS = " with another runtime than jug";

  private final RuntimeSettings runtimes;
  private final List<String> problems = new ArrayList<>();

  private Supported(RuntimeSettings runtimes) {
    this.runtimes = runtimes;
  }

  /**
   * Looks at all of a manifest.
   *
   * @param runtimes who can make containers
   * @throws Invalid with a line for each thing that is not supported
   */
  static void check(Manifest manifest, RuntimeSettings runtimes) {
    var supported = new Supported(runtimes);
    for (var resource : manifest.resources()) {
      var key = Application.key(resource);
      switch (resource) {
        case Pod pod -> supported.pod(key + ": spec", pod.spec());
        case Deployment all -> supported.pod(key + ": spec.template.spec", all.template().spec());
        case Service service -> supported.service(key + ": spec", service);
        default -> {}
      }
    }
    if (!supported.problems.isEmpty()) {
      throw new Invalid(String.join("\n", supported.problems), "Nothing was changed.");
    }
  }

  private void refuse(boolean used, String path, String what) {
    if (used) {
      problems.add(path + ": not supported: " + what);
    }
  }

  private void service(String path, Service service) {
    boolean chosen = service.clusterIp().isPresent() && !service.isHeadless();
    refuse(chosen, path + ".clusterIP", "the engine chooses addresses");
  }

  private void pod(String path, PodSpec spec) {
    boolean hosts = spec.host().network() && !spec.hostAliases().isEmpty();
    refuse(hosts, path + ".hostAliases", "names of one's own with the host's network");
    var context = spec.securityContext();
    refuse(isLocal(context.apparmor()), path + ".securityContext.appArmorProfile", "AppArmor");
    runtime(path, spec);
    containers(path + ".initContainers", spec, spec.initContainers());
    containers(path + ".containers", spec, spec.containers());
  }

  /** A RuntimeClass is an object of a cluster: here its name is the runtime's own. */
  private void runtime(String path, PodSpec spec) {
    try {
      boolean other = RuntimeName.isOther(runtimes.choose(spec.runtimeClassName().orElse("")));
      refuse(other && !spec.host().users(), path + ".hostUsers", "false" + BY_OTHERS);
      refuse(other && hasParts(spec), path, "subPath of emptyDir, hostPath and claims" + BY_OTHERS);
    } catch (Invalid e) {
      problems.add(path + ".runtimeClassName: " + e.getMessage() + ". " + e.advice());
    }
  }

  /** Files of objects are the engine's to put together, and are bound by their paths. */
  private static boolean hasParts(PodSpec spec) {
    var writable =
        spec.volumes().stream()
            .filter(volume -> isWritable(volume.source()))
            .map(Volume::name)
            .collect(Collectors.toSet());
    return Stream.concat(spec.initContainers().stream(), spec.containers().stream())
        .flatMap(container -> container.volumeMounts().stream())
        .anyMatch(mount -> !mount.subPath().isEmpty() && writable.contains(mount.name()));
  }

  private static boolean isWritable(Volume.Source source) {
    return switch (source) {
      case Volume.EmptyDir _, Volume.HostPath _, Volume.Claim _ -> true;
      case Volume.Objects _, Volume.DownwardApi _, Volume.Projected _ -> false;
    };
  }

  private static boolean isLocal(Optional<SecurityProfile> profile) {
    return profile.filter(SecurityProfile.Localhost.class::isInstance).isPresent();
  }

  private void containers(String path, PodSpec spec, List<Container> containers) {
    for (int i = 0; i < containers.size(); i++) {
      container(path + "[" + i + "]", spec, containers.get(i));
    }
  }

  private void container(String path, PodSpec spec, Container container) {
    refuse(
        isLocal(container.securityContext().apparmor()),
        path + ".securityContext.appArmorProfile",
        "AppArmor");
    refuse(isUnsure(spec, container), path + ".securityContext", "runAsNonRoot without runAsUser");
    Stream.concat(
            container.resources().limits().keySet().stream(),
            container.resources().requests().keySet().stream())
        .filter(name -> name.startsWith("hugepages-"))
        .forEach(name -> refuse(true, path + ".resources", name));
    refuse(
        container.resources().limits().containsKey("ephemeral-storage"),
        path + ".resources.limits",
        "ephemeral-storage");
  }

  /** Whom an image says is not known before it is there. */
  private static boolean isUnsure(PodSpec spec, Container container) {
    var own = container.securityContext();
    boolean asked = own.runAsNonRoot().or(spec.securityContext()::runAsNonRoot).orElse(false);
    var user = own.runAsUser().isPresent() ? own.runAsUser() : spec.securityContext().runAsUser();
    return asked && user.orElse(0) == 0;
  }
}
