package dev.jug.linux.io;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears of reads of some files before they happen (fanotify(7), FAN_ACCESS_PERM): who reads waits
 * until the read is let through. If this process ends, or closes the gate, the kernel lets all
 * through; a reader that is killed does not wait any longer.
 *
 * <p>Whoever has a gate must answer from a thread that waits for nothing else. Thread-safe.
 */
public final class ReadGate implements AutoCloseable {
  private static final int CLASS_CONTENT = 0x4;
  private static final int CLOEXEC_NONBLOCK = 0x1 | 0x2;
  private static final int UNLIMITED_QUEUE_MARKS = 0x10 | 0x20;
  private static final int ADD = 0x1;
  private static final int REMOVE = 0x2;
  private static final int DONT_FOLLOW = 0x4;
  private static final int IGNORE_EVEN_IF_CHANGED = 0x20 | 0x40;
  private static final long ACCESS_PERM = 0x20000;
  private static final int ALLOW = 1;
  private static final int AT_FDCWD = -100;
  private static final short POLLIN = 1;

  /** struct fanotify_event_metadata; one at a time, so that no descriptor waits behind another. */
  private static final int EVENT_BYTES = 24;

  private static final int FD_OFFSET = 16;
  private static final int EVENTS_OFFSET = 4;
  private static final int STATX_BYTES = 256;
  private static final int STATX_INODE = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int INODE_OFFSET = 32;

  private final Fd fd;
  private final Fd end;

  private ReadGate(Fd fd, Fd end) {
    this.fd = fd;
    this.end = end;
  }

  /** Somebody who waits to read a file. Let through once; a second time does nothing. */
  public final class Waiting implements AutoCloseable {
    private final AtomicBoolean waits = new AtomicBoolean(true);
    private final Fd file;
    private final long inode;

    private Waiting(Fd file) {
      this.file = file;
      this.inode = inodeOf(file);
    }

    /** Number of the file in its file system. */
    public long inode() {
      return inode;
    }

    /** Lets the read go on. */
    @Override
    public void close() {
      if (waits.compareAndSet(true, false)) {
        allow(file);
      }
    }
  }

  /**
   * A gate without files.
   *
   * @throws SysException with EPERM without CAP_SYS_ADMIN, with ENOSYS or EINVAL where the kernel
   *     has no permission events (CONFIG_FANOTIFY_ACCESS_PERMISSIONS)
   */
  public static ReadGate open() {
    int flags = CLASS_CONTENT | CLOEXEC_NONBLOCK | UNLIMITED_QUEUE_MARKS;
    long result = Kernel.raw(Call.FANOTIFY_INIT, flags, O_CLOEXEC);
    var fd = new Fd((int) Kernel.check(result, Call.FANOTIFY_INIT));
    try {
      long end = Kernel.raw(Call.EVENTFD2, 0, O_CLOEXEC);
      return new ReadGate(fd, new Fd((int) Kernel.check(end, Call.EVENTFD2)));
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * From now on reads of this file wait, wherever it is mounted. Ends with the file.
   *
   * @return number of the file in its file system
   */
  public long guard(Path file) {
    mark(ADD, file);
    try (var arena = Arena.ofConfined()) {
      var statx = arena.allocate(STATX_BYTES);
      long path = Kernel.path(arena, file.toString()).address();
      long result = Kernel.raw(Call.STATX, AT_FDCWD, path, 0, STATX_INODE, statx.address());
      Kernel.check(result, Call.STATX, file);
      return statx.get(JAVA_LONG, INODE_OFFSET);
    }
  }

  /** Reads of the file do not wait until {@link #guardAgain}. */
  public void letThrough(Path file) {
    mark(ADD | IGNORE_EVEN_IF_CHANGED, file);
  }

  /** Reads of the file wait again. */
  public void guardAgain(Path file) {
    mark(REMOVE | IGNORE_EVEN_IF_CHANGED, file);
  }

  private void mark(int flags, Path file) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, file.toString()).address();
      long result =
          Kernel.raw(
              Call.FANOTIFY_MARK, fd.number(), flags | DONT_FOLLOW, ACCESS_PERM, AT_FDCWD, path);
      Kernel.check(result, Call.FANOTIFY_MARK, file);
    }
  }

  /**
   * Waits for a reader; blocks a platform thread.
   *
   * @param patience negative for any time
   * @return empty if the time is over, {@link #end} was called, or another thread took the reader
   * @throws SysException if the gate is broken
   */
  public Optional<Waiting> await(Duration patience) {
    try (var arena = Arena.ofConfined()) {
      var polled = arena.allocate(2 * JAVA_LONG.byteSize());
      polled.set(JAVA_INT, 0, fd.number());
      polled.set(JAVA_SHORT, EVENTS_OFFSET, POLLIN);
      polled.set(JAVA_INT, JAVA_LONG.byteSize(), end.number());
      polled.set(JAVA_SHORT, JAVA_LONG.byteSize() + EVENTS_OFFSET, POLLIN);
      long time = patience.isNegative() ? 0 : timespec(arena, patience).address();
      long ready = Kernel.raw(Call.PPOLL, polled.address(), 2, time, 0, 0);
      return ready > 0 ? take(arena.allocate(EVENT_BYTES)) : Optional.empty();
    }
  }

  private static MemorySegment timespec(Arena arena, Duration time) {
    return arena.allocateFrom(JAVA_LONG, time.toSeconds(), time.toNanosPart());
  }

  private Optional<Waiting> take(MemorySegment event) {
    long result = fd.use(n -> Kernel.raw(Call.READ, n, event.address(), EVENT_BYTES));
    if (result == -Errno.EAGAIN.number() || result == -Errno.EINTR.number()) {
      return Optional.empty();
    }
    Kernel.check(result, Call.READ, fd);
    int file = event.get(JAVA_INT, FD_OFFSET);
    return file < 0 ? Optional.empty() : Optional.of(waiting(new Fd(file)));
  }

  private Waiting waiting(Fd file) {
    try {
      return new Waiting(file);
    } catch (SysException e) {
      allow(file);
      throw e;
    }
  }

  private void allow(Fd file) {
    try (var arena = Arena.ofConfined();
        file) {
      var answer = arena.allocateFrom(JAVA_INT, file.number(), ALLOW);
      fd.ifOpen(gate -> Kernel.raw(Call.WRITE, gate, answer.address(), answer.byteSize()));
    }
  }

  private static long inodeOf(Fd file) {
    try (var arena = Arena.ofConfined()) {
      var statx = arena.allocate(STATX_BYTES);
      long empty = Kernel.path(arena, "").address();
      long result =
          Kernel.raw(Call.STATX, file.number(), empty, AT_EMPTY_PATH, STATX_INODE, statx.address());
      Kernel.check(result, Call.STATX, file);
      return statx.get(JAVA_LONG, INODE_OFFSET);
    }
  }

  /** Lets no thread wait any longer, now and from now on. */
  public void end() {
    try (var arena = Arena.ofConfined()) {
      var one = arena.allocateFrom(JAVA_LONG, 1);
      Kernel.raw(Call.WRITE, end.number(), one.address(), one.byteSize());
    }
  }

  /** Lets all readers through. No thread may wait in here any more. */
  @Override
  public void close() {
    fd.close();
    end.close();
  }
}
