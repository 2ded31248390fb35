package dev.jug.kube.model;

/** A profile of seccomp or AppArmor. */
public sealed interface SecurityProfile {
  /** The runtime's own. */
  record RuntimeDefault() implements SecurityProfile {}

  /** None. */
  record Unconfined() implements SecurityProfile {}

  /** One that the machine has, by name or file. */
  record Localhost(String profile) implements SecurityProfile {}
}
