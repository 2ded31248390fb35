package dev.jug.kube.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container may do; what it leaves open, its pod says.
 *
 * @param seccomp empty for the pod's
 * @param defaultProcMount whether parts of {@code /proc} are hidden
 */
public record SecurityContext(
    OptionalLong runAsUser,
    OptionalLong runAsGroup,
    Optional<Boolean> runAsNonRoot,
    boolean privileged,
    boolean readOnlyRootFilesystem,
    boolean allowPrivilegeEscalation,
    List<String> addedCapabilities,
    List<String> droppedCapabilities,
    Optional<SecurityProfile> seccomp,
    Optional<SecurityProfile> apparmor,
    boolean defaultProcMount) {
  /** Nothing is said. */
  public static final SecurityContext NONE =
      new SecurityContext(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          false,
          false,
          true,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          true);

  /** Keeps copies. */
  public SecurityContext {
    addedCapabilities = List.copyOf(addedCapabilities);
    droppedCapabilities = List.copyOf(droppedCapabilities);
  }
}
