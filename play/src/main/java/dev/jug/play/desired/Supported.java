package dev.jug.play.desired;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.PodSpec;
import dev.jug.kube.model.SecurityProfile;
import dev.jug.kube.model.Service;
import dev.jug.kube.model.Volume;
import dev.jug.kube.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says no to what the model has and pods here do not: by object and path, all at once. */
final class Supported {
  private final List<String> problems = new ArrayList<>();

  private Supported() {}

  /**
   * Looks at all of a manifest.
   *
   * @throws Invalid with a line for each thing that is not supported
   */
  static void check(Manifest manifest) {
    var supported = new Supported();
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
    refuse(service.clientIpAffinity(), path + ".sessionAffinity", "ClientIP");
  }

  private void pod(String path, PodSpec spec) {
    boolean hosts = spec.host().network() && !spec.hostAliases().isEmpty();
    refuse(hosts, path + ".hostAliases", "names of one's own with the host's network");
    var context = spec.securityContext();
    refuse(isLocal(context.apparmor()), path + ".securityContext.appArmorProfile", "AppArmor");
    containers(path + ".initContainers", spec, spec.initContainers());
    containers(path + ".containers", spec, spec.containers());
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
    container.volumeMounts().forEach(mount -> mount(path + ".volumeMounts", spec, mount));
  }

  /** Whom an image says is not known before it is there. */
  private static boolean isUnsure(PodSpec spec, Container container) {
    var own = container.securityContext();
    boolean asked = own.runAsNonRoot().or(spec.securityContext()::runAsNonRoot).orElse(false);
    var user = own.runAsUser().isPresent() ? own.runAsUser() : spec.securityContext().runAsUser();
    return asked && user.orElse(0) == 0;
  }

  private void mount(String path, PodSpec spec, VolumeMount mount) {
    var source = spec.volumes().stream().filter(one -> one.name().equals(mount.name())).findAny();
    boolean writable =
        source
            .map(Volume::source)
            .filter(one -> one instanceof Volume.EmptyDir || one instanceof Volume.HostPath)
            .isPresent();
    var at = path + " (" + mount.mountPath() + ")";
    refuse(writable && !mount.subPath().isEmpty(), at, "subPath of emptyDir and hostPath");
    refuse(mount.subPathIsExpression(), at, "subPathExpr");
  }
}
