package dev.jug.kube.model;

import java.util.List;
import java.util.Optional;

/**
 * One program of a pod.
 *
 * @param command in the place of the image's entrypoint, if there is one
 * @param args in the place of the image's command
 * @param sidecar whether it is an init container that goes on beside the others
 */
public record Container(
    String name,
    String image,
    PullPolicy pullPolicy,
    List<String> command,
    List<String> args,
    Optional<String> workingDir,
    List<EnvVar> env,
    List<EnvFrom> envFrom,
    List<ContainerPort> ports,
    Resources resources,
    List<VolumeMount> volumeMounts,
    Probes probes,
    Lifecycle lifecycle,
    SecurityContext securityContext,
    Terminal terminal,
    boolean sidecar) {
  /** Keeps copies. */
  public Container {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = List.copyOf(env);
    envFrom = List.copyOf(envFrom);
    ports = List.copyOf(ports);
    volumeMounts = List.copyOf(volumeMounts);
  }

  /** When an image is fetched. */
  public enum PullPolicy {
    /** Each time. */
    ALWAYS,
    /** If it is not there. */
    IF_NOT_PRESENT,
    /** Not at all. */
    NEVER
  }

  /** What its standard files are. */
  public record Terminal(boolean stdin, boolean stdinOnce, boolean tty) {}

  /** What is asked to see how it is. */
  public record Probes(
      Optional<Probe> liveness, Optional<Probe> readiness, Optional<Probe> startup) {}

  /** What happens after its start and before its end. */
  public record Lifecycle(Optional<Check> postStart, Optional<Check> preStop) {}
}
