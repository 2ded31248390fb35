package dev.jug.engine.audit;

import dev.jug.engine.request.ContainerRequest;
import java.util.List;
import java.util.stream.Stream;

/** What a container can do that it should not. */
public final class ContainerAudit {
  private ContainerAudit() {}

  /** By what was asked for, the worst first. */
  public static List<Risk> of(ContainerRequest request) {
    return Risk.ranked(
        Stream.of(
                IsolationRisks.of(request),
                CapabilityRisks.of(request.security(), request.namespaces().ids() != null),
                MountRisks.of(request.storage(), request.devices(), request.deviceRules()),
                UsageRisks.of(request))
            .flatMap(List::stream)
            .toList());
  }
}
