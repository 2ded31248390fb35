package dev.jug.engine.container;

import dev.jug.engine.error.EngineException;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One container's record: the newest in memory, and its way to disk. Whoever writes writes the
 * newest, one at a time, so a late writer cannot bring an old one back.
 */
public final class RecordKeeper {
  private static final long PAUSE_MILLIS = 20;

  private final ContainerStore store;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile ContainerRecord newest;
  private final Set<Thread> pending = ConcurrentHashMap.newKeySet();
  private boolean forgotten;

  public RecordKeeper(ContainerStore store, ContainerRecord record) {
    this.store = store;
    this.newest = record;
  }

  /** The newest. */
  public ContainerRecord get() {
    return newest;
  }

  /** Replaces it, in memory. */
  public void set(ContainerRecord record) {
    newest = record;
  }

  /**
   * Replaces it, in memory and on disk, or in neither. Call it with the container's lock.
   *
   * @throws EngineException if it cannot be written
   */
  public void replace(ContainerRecord record) {
    var before = newest;
    newest = record;
    try {
      save(Survives.MACHINE);
    } catch (EngineException e) {
      newest = before;
      throw e;
    }
  }

  /** Writes it now. */
  public void save(Survives survives) {
    writing.lock();
    try {
      if (!forgotten) {
        store.save(newest, survives);
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * Writes it behind the caller's back. That is enough for the news that a container runs: should
   * the engine die before, the next one finds the monitor and learns it from there.
   */
  public void saveSoon(Survives survives) {
    var thread =
        Thread.ofVirtual()
            .name("save " + Ids.shortened(newest.id()))
            .unstarted(() -> saveAfterPause(survives));
    pending.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
    pending.add(thread);
    thread.start();
  }

  /** Replaces it in memory, and on disk soon, unless it says nothing new. */
  public void learn(ContainerRecord record, Survives survives) {
    boolean isNew = !record.equals(newest);
    newest = record;
    if (isNew) {
      saveSoon(survives);
    }
  }

  /** A container that ends meanwhile is written once instead of twice. */
  private void saveAfterPause(Survives survives) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    saveOrWarn(survives);
  }

  /** Waits until all that was to be written soon is written. */
  public void flush() {
    for (var thread : pending) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Writes it; if that fails, the record on disk is old, which the next change or the next start
   * puts right.
   */
  public void saveOrWarn(Survives survives) {
    try {
      save(survives);
    } catch (EngineException e) {
      System.getLogger(RecordKeeper.class.getName())
          .log(System.Logger.Level.WARNING, e.getMessage(), e);
    }
  }

  /**
   * Removes it from disk for good.
   *
   * @throws EngineException if the disk does not let it go; then it is still kept
   */
  public void forget() {
    writing.lock();
    try {
      store.forget(newest);
      forgotten = true;
    } finally {
      writing.unlock();
    }
  }
}
