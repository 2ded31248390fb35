package dev.jug.kube.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the containers of a pod may do, where they do not say it themselves. */
public record PodSecurityContext(
    OptionalLong runAsUser,
    OptionalLong runAsGroup,
    Optional<Boolean> runAsNonRoot,
    OptionalLong fsGroup,
    List<Long> supplementalGroups,
    Map<String, String> sysctls,
    Optional<SecurityProfile> seccomp,
    Optional<SecurityProfile> apparmor) {
  /** Nothing is said. */
  public static final PodSecurityContext NONE =
      new PodSecurityContext(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty());

  /** Keeps copies. */
  public PodSecurityContext {
    supplementalGroups = List.copyOf(supplementalGroups);
    sysctls = Map.copyOf(sysctls);
  }
}
