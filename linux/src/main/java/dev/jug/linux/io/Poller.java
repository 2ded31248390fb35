package dev.jug.linux.io;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets virtual threads wait for a descriptor: the thread parks, one platform thread sits in
 * epoll_wait(2) for all of them. There is one poller for each direction, because a descriptor can
 * be watched only once by an epoll instance.
 */
public final class Poller {
  /** Waits for input, a hang-up, or an error. */
  public static final Poller INPUT = new Poller("jug-poll-in", 0x001);

  /** Waits for room to write, a hang-up, or an error. */
  public static final Poller OUTPUT = new Poller("jug-poll-out", 0x004);

  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int ONE_SHOT = 1 << 30;
  private static final int PEER_CLOSED = 0x2000;
  private static final int BATCH = 64;

  /** struct epoll_event is packed on x86_64 only. */
  private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

  private static final int EVENT_BYTES = PACKED ? 12 : 16;
  private static final int DATA_OFFSET = PACKED ? 4 : 8;

  private final Fd epoll;
  private final int events;
  private final AtomicLong tokens = new AtomicLong();
  private final Map<Long, Waiter> waiters = new ConcurrentHashMap<>();

  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile boolean ready;
  }

  private Poller(String name, int events) {
    this.events = events | ONE_SHOT | PEER_CLOSED;
    long fd = Kernel.raw(Call.EPOLL_CREATE1, EPOLL_CLOEXEC);
    epoll = new Fd((int) Kernel.check(fd, Call.EPOLL_CREATE1));
    Thread.ofPlatform().name(name).daemon().start(this::loop);
  }

  /**
   * Waits until the descriptor is ready.
   *
   * @throws SysException with EINTR if the thread is interrupted
   */
  public void await(Fd fd) {
    long token = tokens.incrementAndGet();
    var waiter = new Waiter();
    waiters.put(token, waiter);
    try {
      long result = fd.use(number -> control(ADD, number, token));
      Kernel.check(result, Call.EPOLL_CTL, epoll, fd);
      while (!waiter.ready) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new SysException("epoll_wait", Errno.EINTR, fd);
        }
      }
    } finally {
      waiters.remove(token);
      fd.ifOpen(number -> control(DELETE, number, token));
    }
  }

  private long control(int operation, int number, long token) {
    try (var arena = Arena.ofConfined()) {
      var event = arena.allocate(EVENT_BYTES);
      event.set(JAVA_INT_UNALIGNED, 0, events);
      event.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, token);
      return Kernel.raw(Call.EPOLL_CTL, epoll.number(), operation, number, event.address());
    }
  }

  /**
   * Blocks in the kernel on a platform thread of its own, so no virtual thread's carrier is held.
   */
  private void loop() {
    try (var arena = Arena.ofConfined()) {
      var batch = arena.allocate((long) EVENT_BYTES * BATCH);
      while (true) {
        wake(batch, Kernel.raw(Call.EPOLL_PWAIT, epoll.number(), batch.address(), BATCH, -1, 0, 0));
      }
    }
  }

  private void wake(MemorySegment batch, long count) {
    for (long i = 0; i < count; i++) {
      var waiter = waiters.get(batch.get(JAVA_LONG_UNALIGNED, i * EVENT_BYTES + DATA_OFFSET));
      if (waiter != null) {
        waiter.ready = true;
        LockSupport.unpark(waiter.thread);
      }
    }
  }
}
