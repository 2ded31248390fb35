package dev.jug.engine;

import dev.jug.engine.audit.ContainerAudit;
import dev.jug.engine.audit.DoorAudit;
import dev.jug.engine.audit.HostAudit;
import dev.jug.engine.audit.Risk;
import dev.jug.engine.audit.SecurityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for what helps an attacker. */
public final class Audits {
  private static final Path ROOT = Path.of("/");
  private static final Path DOCKERD = Path.of("/run/docker.sock");

  private final Services services;

  Audits(Services services) {
    this.services = services;
  }

  /** What a container can do that it should not, the worst first. */
  public List<Risk> of(Container container) {
    return ContainerAudit.of(container.record().request());
  }

  /**
   * What of the machine and of this engine's doors helps, the worst first.
   *
   * @throws IOException if the disk fails
   */
  public List<Risk> ofHost() throws IOException {
    var layout = services.layout();
    var sockets =
        List.of(layout.run().resolve("engine.sock"), layout.run().resolve("docker.sock"), DOCKERD);
    var risks = new ArrayList<>(new HostAudit(ROOT).find(layout.state()));
    risks.addAll(DoorAudit.of(services.settings().get().doors(), sockets));
    risks.sort(Comparator.comparing(Risk::level));
    return risks;
  }

  /**
   * What holds on the way from images to processes, and what does not, in the order of the way.
   *
   * @param containers whose images, and which, are looked at
   * @param advisories a list of known holes (OSV schema); empty if nobody gave one
   * @throws dev.jug.engine.error.EngineException.Invalid if that is no such list
   * @throws IOException if the disk fails
   */
  public List<SecurityCheck> report(List<Container> containers, Optional<Path> advisories)
      throws IOException {
    return new SecurityReport(services, this).make(containers, advisories);
  }
}
