package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells what becomes of a container's memory, one run after the other. */
final class MemoryWatch {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;
  private volatile @Nullable RunMemory current;

  MemoryWatch(Services services, Container container, RecordKeeper keeper, ReentrantLock lock) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
  }

  /** Begins to watch a run; to be called with the container's lock. */
  void watch(Run run) {
    var group = services.runtime().group(run.launch());
    // An engine before this one may have told of some.
    long told = keeper.get().oomKilled() ? group.kills() : 0;
    var memory = new RunMemory(container, run, group, told, this::noteKill);
    current = memory;
    memory.watch();
  }

  /** A run is in another group, which has killed nobody yet; with the container's lock. */
  void moved(Run run) {
    if (finish()) {
      noteKill(run);
    }
    var memory =
        new RunMemory(container, run, services.runtime().group(run.launch()), 0, this::noteKill);
    current = memory;
    memory.watch();
  }

  private void noteKill(Run run) {
    lock.lock();
    try {
      if (container.life().run() == run) {
        keeper.set(keeper.get().outOfMemory());
        container.life().saveSoon();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells what was not told yet, and watches no more.
   *
   * @return whether the kernel killed a process of the run for want of memory
   */
  boolean finish() {
    var memory = current;
    return memory != null && memory.finish();
  }

  /** The engine closes. */
  void letGo() {
    var memory = current;
    if (memory != null) {
      memory.close();
    }
  }
}
