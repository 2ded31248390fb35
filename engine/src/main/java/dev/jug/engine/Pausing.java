package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.cgroup.CgroupException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Stops a container's processes where they are, and lets them go on. */
final class Pausing {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;

  Pausing(Services services, Container container, RecordKeeper keeper, ReentrantLock lock) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
  }

  void pause() {
    lock.lock();
    try {
      var group = group("pause");
      if (status() == ContainerStatus.PAUSED) {
        throw new Conflict("Container " + container.id() + " is already paused", "");
      }
      orFailed(group::freeze, "pause");
      become(ContainerStatus.PAUSED, Action.PAUSE);
    } finally {
      lock.unlock();
    }
  }

  void unpause() {
    lock.lock();
    try {
      if (status() != ContainerStatus.PAUSED) {
        throw new Conflict("Container " + container.id() + " is not paused", "");
      }
      orFailed(group("unpause")::thaw, "unpause");
      become(ContainerStatus.RUNNING, Action.UNPAUSE);
    } finally {
      lock.unlock();
    }
  }

  /** Lets it go on so that it can hear a signal, if it is paused. */
  void endFor(Run run) {
    lock.lock();
    try {
      if (status() == ContainerStatus.PAUSED && container.life().run() == run) {
        orFailed(services.runtime().group(run.launch())::thaw, "unpause");
        become(ContainerStatus.RUNNING, Action.UNPAUSE);
      }
    } finally {
      lock.unlock();
    }
  }

  private ContainerStatus status() {
    return keeper.get().status();
  }

  private RunningGroup group(String what) {
    if (status() == ContainerStatus.RESTARTING) {
      throw new Conflict(
          "cannot " + what + " container " + container.id() + ": it is restarting",
          "Wait until it runs.");
    }
    var run = container.life().run();
    if (run == null) {
      throw new Conflict("container " + container.id() + " is not running", "");
    }
    return services.runtime().group(run.launch());
  }

  private void become(ContainerStatus status, Action action) {
    keeper.set(keeper.get().in(status));
    keeper.saveSoon(Survives.PROCESS);
    container.publish(action, Map.of());
  }

  private void orFailed(Runnable change, String what) {
    try {
      change.run();
    } catch (CgroupException | InvalidSpecException e) {
      throw failed(what, e);
    }
  }

  private EngineException failed(String what, RuntimeException why) {
    return new Failed(
        "cannot " + what + " container " + container.shortId() + ": " + why.getMessage(), "", why);
  }

  /** What joins a frozen group would stand still, and its client with it. */
  void refuse(String what) {
    if (container.status() == ContainerStatus.PAUSED) {
      throw new Conflict(
          "Container " + container.id() + " is paused, unpause the container before " + what, "");
    }
  }
}
