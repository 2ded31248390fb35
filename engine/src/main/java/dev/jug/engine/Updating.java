package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.RestartPolicy.Rule;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.engine.spec.LimitChange;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.network.Sandbox;
import dev.jug.network.error.NetworkException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.systemd.SystemdException;
import java.util.Map;

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
    apply(limits, change.rates());
    change(change);
    var restart = change.restart() == null ? request.restart() : change.restart();
    keeper.replace(
        keeper
            .get()
            .asking(
                request.toBuilder(request.image())
                    .resources(limits.result())
                    .fixedLimits(request.fixedLimits().rated(change.rates()))
                    .restart(restart)
                    .network(
                        request
                            .network()
                            .publishing(change.published(), change.unpublished())
                            .shaped(change.traffic()))
                    .build()));
    if (change.cgroupParent() != null) {
      new Moving(services, container, keeper).move(change.cgroupParent());
    }
    container.publish(Action.UPDATE, Map.of());
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

  private void change(UpdateRequest change) {
    if (change.published().isEmpty()
        && change.unpublished().isEmpty()
        && change.traffic().isEmpty()) {
      return;
    }
    if (!(keeper.get().request().namespaces().network() instanceof NamespaceMode.OnNetwork)) {
      throw new Invalid(
          "Cannot update container " + container.id() + ": it is on no network of its own",
          "Ports and rates belong to endpoints that a container has for itself.");
    }
    var run = container.life().run();
    if (run != null && run.sandbox().isPresent()) {
      change(run, run.sandbox().get(), change);
    }
  }

  private void change(Run run, Sandbox sandbox, UpdateRequest change) {
    try (var inside = NamespaceKind.NETWORK.open(run.process().pid())) {
      sandbox.publish(change.published(), change.unpublished());
      if (!change.traffic().isEmpty()) {
        sandbox.change(change.traffic(), inside);
        services.launches().refreshNames(keeper.get(), sandbox);
      }
    } catch (NetworkException e) {
      throw NetworkFailure.of(e);
    }
    services.sandboxes().keep(container.id(), sandbox);
  }

  private EngineException failed(RuntimeException why) {
    return new Failed(text(why), "Nothing was changed.", why);
  }

  private String text(RuntimeException why) {
    return "Cannot update container " + container.id() + ": " + why.getMessage();
  }
}
