package dev.jug.engine.launch;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.container.Layout;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Containers' state directories, made ahead: making a directory on disk takes longer than much of a
 * container's start. Each is one id's; what an engine that died leaves of them has no record, and
 * so goes away at the next start. Thread-safe.
 */
public final class Blanks implements AutoCloseable {
  private static final Path ROOT = Path.of("/");

  /** Whoever took the last one is starting a container just now, and needs the processors. */
  private static final long PAUSE_MILLIS = 20;

  private final Layout layout;
  private final RandomGenerator random;
  private final int wanted;
  private final Queue<String> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  /**
   * A supply.
   *
   * @param wanted how many to have ready, 0 or more
   */
  public Blanks(Layout layout, RandomGenerator random, int wanted) {
    this.layout = layout;
    this.random = random;
    this.wanted = wanted;
  }

  /** The id of a new container, whose state directory exists. */
  public String take() throws IOException {
    var id = ready.poll();
    if (id == null) {
      return make();
    }
    count.decrementAndGet();
    refill();
    return id;
  }

  /** Makes missing ones, behind the caller's back. */
  public void refill() {
    if (count.get() < wanted) {
      Thread.ofVirtual().name("blanks").start(this::fill);
    }
  }

  private void fill() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      while (!closed && count.incrementAndGet() <= wanted) {
        ready.add(make());
      }
    } catch (InterruptedException | IOException _) {
      // Whoever needs one next makes it, and is told why that fails.
    }
    count.decrementAndGet();
    if (closed) {
      drain();
    }
  }

  private String make() throws IOException {
    while (true) {
      var id = Ids.container(random);
      var state = layout.stateOf(id);
      try {
        Disk.makePrivate(state);
      } catch (FileAlreadyExistsException _) {
        continue;
      }
      try {
        Directories.ensureUpper(new RootFs.Upper(RootFs.upper(state), ROOT));
        Directories.ensure(RootFs.work(state));
        return id;
      } catch (IOException e) {
        Launches.clear(state);
        throw e;
      }
    }
  }

  private void drain() {
    for (var id = ready.poll(); id != null; id = ready.poll()) {
      try {
        Tree.delete(layout.stateOf(id));
      } catch (IOException _) {
        // The next engine finds it without a record.
      }
    }
  }

  /** Removes what was not used. */
  @Override
  public void close() {
    closed = true;
    drain();
  }
}
