package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.RestartPolicy.Rule;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.engine.spec.LimitChange;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.systemd.SystemdException;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what was asked for when a container was made. The kernel goes first: what it refuses is
 * not recorded.
 */
final class Updating {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;

  Updating(Services services, Container container, RecordKeeper keeper) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
  }

  /** To be called with the container's lock. */
  void update(UpdateRequest change) {
    var request = keeper.get().request();
    checkRestart(request, change);
    var limits = LimitChange.of(change.resources(), request.resources());
    var network = network(change);
    network.ifPresent(NetworkUpdate::begin);
    try {
      apply(limits, change.rates());
      keeper.replace(keeper.get().asking(asked(request, limits, change)));
    } catch (EngineException e) {
      network.ifPresent(begun -> begun.undo(e));
      throw e;
    }
    network.ifPresent(NetworkUpdate::finish);
    if (change.cgroupParent() != null) {
      new Moving(services, container, keeper).move(change.cgroupParent());
    }
    container.publish(Action.UPDATE, Map.of());
  }

  private static ContainerRequest asked(
      ContainerRequest request, LimitChange limits, UpdateRequest change) {
    var network =
        request
            .network()
            .publishing(change.published(), change.unpublished())
            .shaped(change.traffic());
    return request.toBuilder(request.image())
        .resources(limits.result())
        .fixedLimits(request.fixedLimits().rated(change.rates()))
        .restart(change.restart() == null ? request.restart() : change.restart())
        .network(network)
        .build();
  }

  private static void checkRestart(ContainerRequest request, UpdateRequest change) {
    var restart = change.restart();
    if (request.autoRemove() && restart != null && restart.rule() != Rule.NO) {
      throw new Invalid(
          "Restart policy cannot be updated because AutoRemove is enabled for the container", "");
    }
  }

  private void apply(LimitChange limits, FixedLimits rates) {
    var written = limits.written(rates);
    var run = container.life().run();
    if (run == null || written.equals(Resources.NONE)) {
      return;
    }
    try {
      services.runtime().group(run.launch()).update(written);
    } catch (InvalidSpecException e) {
      throw new Invalid(text(e), "");
    } catch (CgroupException | SystemdException e) {
      throw failed(e);
    }
  }

  /** What is to be done about the networks of one that runs. */
  private Optional<NetworkUpdate> network(UpdateRequest change) {
    if (change.published().isEmpty()
        && change.unpublished().isEmpty()
        && change.traffic().isEmpty()) {
      return Optional.empty();
    }
    if (!(keeper.get().request().namespaces().network() instanceof NamespaceMode.OnNetwork)) {
      throw new Invalid(
          "Cannot update container " + container.id() + ": it is on no network of its own",
          "Ports and rates belong to endpoints that a container has for itself.");
    }
    return Optional.ofNullable(container.life().run())
        .flatMap(run ->
            run.sandbox()
                .map(sandbox -> new NetworkUpdate(services, keeper, run, sandbox, change)));
  }

  private EngineException failed(RuntimeException why) {
    return new Failed(text(why), "Nothing was changed.", why);
  }

  private String text(RuntimeException why) {
    return "Cannot update container " + container.id() + ": " + why.getMessage();
  }
}
