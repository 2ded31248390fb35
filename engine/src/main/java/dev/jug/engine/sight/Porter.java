package dev.jug.engine.sight;

import dev.jug.linux.SysException;
import dev.jug.linux.io.ReadGate;
import dev.jug.linux.io.ReadGate.Waiting;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears of a read before it happens, has the file written, and lets the reader through. What was
 * just written may be read by anybody without asking for a while ({@link #FRESH}).
 */
final class Porter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Porter.class.getName());
  private static final Duration FRESH = Duration.ofMillis(100);
  private static final Duration FOR_EVER = Duration.ofSeconds(-1);

  private final ReadGate gate;
  private final Watchman watchman;
  private final Thread thread;
  private final Map<Long, Door> doors = new ConcurrentHashMap<>();
  private final Queue<Open> open = new ArrayDeque<>();
  private volatile boolean ended;
  private boolean failed;

  /** A file, and who writes it. */
  record Door(SightFiles files, SeenFile file, Mirror mirror) {
    Path path() {
      return files.path(file);
    }
  }

  /** One that needs no asking until then ({@link System#nanoTime}). */
  private record Open(Door door, long until) {}

  Porter(ReadGate gate) {
    this.gate = gate;
    this.watchman = new Watchman(gate);
    this.thread = Thread.ofPlatform().name("jug-sight").daemon().unstarted(this::serve);
  }

  void start() {
    watchman.start();
    thread.start();
  }

  /** From now on the file is written before it is read. */
  void guard(Door door) {
    doors.put(gate.guard(door.path()), door);
  }

  /** The kernel forgets files when they are gone. */
  void forget(SightFiles files) {
    doors.values().removeIf(door -> door.files().equals(files));
  }

  private void serve() {
    while (!ended) {
      try {
        var reader = gate.await(untilNextCloses());
        closeOpen();
        reader.ifPresent(this::serve);
      } catch (SysException e) {
        LOG.log(Level.WARNING, "cannot hear who reads: {0}", e.getMessage());
        pause();
      }
    }
  }

  private Duration untilNextCloses() {
    var first = open.peek();
    return first == null
        ? FOR_EVER
        : Duration.ofNanos(Math.max(0, first.until() - System.nanoTime()));
  }

  private void closeOpen() {
    while (!open.isEmpty() && open.element().until() - System.nanoTime() <= 0) {
      var door = open.remove().door();
      orGone(() -> gate.guardAgain(door.path()));
    }
  }

  private void serve(Waiting reader) {
    try (reader) {
      watchman.begin(reader);
      var door = doors.get(reader.inode());
      if (door != null && open.stream().noneMatch(each -> each.door().equals(door))) {
        refresh(door);
      }
    } finally {
      watchman.done();
    }
  }

  /** Whatever goes wrong, there is what the file said last. */
  private void refresh(Door door) {
    try {
      door.files().replace(door.file(), door.mirror().content(door.file()));
      open.add(new Open(door, System.nanoTime() + FRESH.toNanos()));
      orGone(() -> gate.letThrough(door.path()));
    } catch (SysException e) {
      LOG.log(Level.DEBUG, "the container has ended", e);
    } catch (RuntimeException e) {
      LOG.log(failed ? Level.DEBUG : Level.WARNING, "cannot tell what is in " + door.path(), e);
      failed = true;
    }
  }

  /** A container may end at any instant, and its files with it. */
  private static void orGone(Runnable change) {
    try {
      change.run();
    } catch (SysException e) {
      LOG.log(Level.DEBUG, "the file is gone", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(FRESH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets all readers through, from now on. */
  @Override
  public void close() {
    ended = true;
    gate.end();
    try {
      watchman.end();
      thread.join();
      gate.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
