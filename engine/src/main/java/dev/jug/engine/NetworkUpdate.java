package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.network.Sandbox;
import dev.jug.network.SandboxRecord;
import dev.jug.network.error.NetworkException;

/**
 * Ports and traffic of a container that runs become others, in two steps around the change of its
 * record: what comes is there before the record says so, and what goes is there until it does not
 * any more. So an engine that dies anywhere leaves at most too much, which the next one takes away.
 */
final class NetworkUpdate {
  private final Services services;
  private final RecordKeeper keeper;
  private final Run run;
  private final Sandbox sandbox;
  private final UpdateRequest change;
  private final SandboxRecord before;

  NetworkUpdate(
      Services services, RecordKeeper keeper, Run run, Sandbox sandbox, UpdateRequest change) {
    this.services = services;
    this.keeper = keeper;
    this.run = run;
    this.sandbox = sandbox;
    this.change = change;
    this.before = sandbox.record();
  }

  /**
   * What comes.
   *
   * @throws EngineException if it cannot be; then nothing has changed
   */
  void begin() {
    try (var inside = namespace()) {
      sandbox.publish(change.published());
      complete(inside);
    } catch (NetworkException e) {
      throw NetworkFailure.of(e);
    }
  }

  private void complete(Fd inside) {
    try {
      if (!change.traffic().isEmpty()) {
        sandbox.change(change.traffic(), inside);
      }
      note();
    } catch (NetworkException | EngineException e) {
      sandbox.restore(change.published(), before, inside);
      throw e;
    }
  }

  /** Takes back what has begun, because of a failure that this one must not hide. */
  void undo(EngineException why) {
    try (var inside = namespace()) {
      sandbox.restore(change.published(), before, inside);
      note();
    } catch (NetworkException | SysException | EngineException e) {
      why.addSuppressed(e);
    }
  }

  /** What goes. */
  void finish() {
    if (!change.unpublished().isEmpty()) {
      NetworkFailure.translated(() -> {
        sandbox.withdraw(change.unpublished());
        return sandbox;
      });
      note();
    }
  }

  private Fd namespace() {
    return NamespaceKind.NETWORK.open(run.process().pid());
  }

  private void note() {
    services.sandboxes().keep(keeper.get().id(), sandbox);
    if (!change.traffic().isEmpty()) {
      services.launches().refreshNames(keeper.get(), sandbox);
    }
  }
}
