package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.spec.Minimal;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.SysException;
import dev.jug.runtime.Launch;
import java.io.IOException;
import java.util.Map;

/**
 * How a container goes: its record first, so that the next engine finishes what this one does not.
 */
final class Removal {
  private static final System.Logger LOG = System.getLogger(Removal.class.getName());

  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final Waiters waiters;
  private volatile boolean done;
  private volatile VolumeFate fate = VolumeFate.STAY;

  Removal(Services services, Container container, RecordKeeper keeper, Waiters waiters) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.waiters = waiters;
  }

  /** Whether its record is gone. */
  boolean isDone() {
    return done;
  }

  /** A container that the disk does not let go stays: the next start would find it again. */
  void forget(VolumeFate volumes) {
    fate = volumes;
    services.storage().claims().leaving(container.id(), storage(), volumes);
    services.images().release(keeper.get().request().image(), this::forgetRecord);
  }

  private void forgetRecord() {
    keeper.forget();
    done = true;
    services.containers().leave(container);
    services.storage().claims().gone(container.id());
  }

  private StorageOptions storage() {
    return keeper.get().request().storage();
  }

  /** One that goes at its end takes its anonymous volumes along. */
  void forgetOrWarn() {
    try {
      forget(VolumeFate.GO);
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
    }
  }

  /** Deletes what is left of one whose record is gone. */
  void deleteLeftovers() {
    try {
      release();
      Launches.clear(services.layout().runOf(container.id()));
      deleteFiles();
      goodbye();
    } finally {
      tell();
      services.containers().left(container);
    }
  }

  private void release() {
    try {
      services.runtime().release(leftovers());
    } catch (SysException e) {
      throw new Failed(
          "cannot release all of container " + container.shortId() + ": " + e.getMessage(),
          "The next start of the engine tries again.",
          e);
    }
  }

  /** Tells those who wait for this; they do not wait longer for what cannot be deleted. */
  void tell() {
    waiters.removed(keeper.get().exitCode());
  }

  private Launch leftovers() {
    var record = keeper.get();
    var spec = record.spec() == null ? Minimal.nothing() : record.spec();
    return services.launches().recall(record, spec);
  }

  /** Nothing that has a name is left of it. */
  void goodbye() {
    services.storage().claims().left(container.id(), storage(), fate);
    container.publish(Action.DESTROY, Map.of());
  }

  /** Deletes all it wrote. */
  void deleteFiles() {
    services.images().used(keeper.get().request().image());
    try {
      StateFiles.delete(services, container.id());
    } catch (IOException e) {
      throw Disk.failed("remove all of container " + container.shortId(), e);
    }
  }
}
