package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.fs.Rooted;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/**
 * A connected Unix stream socket that carries bytes and descriptors (unix(7)). Calls wait on the
 * {@link Poller}, so they may be used from virtual threads.
 */
public final class Socket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int STREAM_CLOEXEC = 1 | 0x80000;
  private static final int SHUT_BOTH = 2;
  private static final int PEEK = 2;
  private static final int DONTWAIT = 0x40;

  private final Fd fd;

  /** Takes ownership of a connected stream socket. */
  public Socket(Fd fd) {
    this.fd = fd;
  }

  /** Two sockets connected to one another (socketpair(2)). */
  public record Pair(Socket first, Socket second) implements AutoCloseable {
    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  /** Makes two sockets connected to one another. */
  public static Pair pair() {
    try (var arena = Arena.ofConfined()) {
      var fds = arena.allocate(8, 4);
      long result = Kernel.raw(Call.SOCKETPAIR, AF_UNIX, STREAM_CLOEXEC, 0, fds.address());
      Kernel.check(result, Call.SOCKETPAIR);
      return new Pair(
          new Socket(new Fd(fds.get(java.lang.foreign.ValueLayout.JAVA_INT, 0))),
          new Socket(new Fd(fds.get(java.lang.foreign.ValueLayout.JAVA_INT, 4))));
    }
  }

  /**
   * Connects to a listening socket.
   *
   * @throws SysException if nobody listens there
   */
  public static Socket connect(Path path) {
    if (Listener.fits(path)) {
      return connect(path, path);
    }
    try (var folder = Rooted.directory(String.valueOf(path.toAbsolutePath().getParent()))) {
      var near = Path.of("/proc/self/fd", Integer.toString(folder.number()));
      return connect(near.resolve(path.getFileName()), path);
    }
  }

  private static Socket connect(Path path, Path shown) {
    var socket = new Socket(Listener.stream(0));
    try (var arena = Arena.ofConfined()) {
      var address = Listener.address(arena, path.toString());
      long result =
          Kernel.raw(Call.CONNECT, socket.fd.number(), address.address(), address.byteSize());
      Kernel.check(result, Call.CONNECT, shown);
      return socket;
    } catch (SysException e) {
      socket.close();
      throw e;
    }
  }

  /** The descriptor, still owned by this socket. */
  public Fd fd() {
    return fd;
  }

  /** Who is at the other end (SO_PEERCRED: as of connect(2) or socketpair(2)). */
  public PeerCredentials peer() {
    return PeerCredentials.of(fd);
  }

  /**
   * Sends all bytes; the descriptors travel with the first one.
   *
   * @throws SysException with EPIPE if the other end is gone
   */
  public void send(byte[] bytes, int offset, int length, List<Fd> descriptors) {
    int sent = 0;
    while (sent < length) {
      var now = sent == 0 ? descriptors : List.<Fd>of();
      long result = Message.send(fd, bytes, offset + sent, length - sent, now);
      if (result == -Errno.EAGAIN.number()) {
        Poller.OUTPUT.await(fd);
      } else {
        sent += (int) Kernel.check(result, Call.SENDMSG, fd);
      }
    }
  }

  /**
   * Receives what is there, waiting for at least one byte.
   *
   * @param descriptors receives descriptors that came along
   * @return bytes received; 0 at the end of the stream
   */
  public int receive(byte[] bytes, int offset, int length, List<Fd> descriptors) {
    while (true) {
      long result = Message.receive(fd, bytes, offset, length, descriptors);
      if (result == -Errno.ECONNRESET.number()) {
        return 0;
      }
      if (result != -Errno.EAGAIN.number()) {
        return (int) Kernel.check(result, Call.RECVMSG, fd);
      }
      Poller.INPUT.await(fd);
    }
  }

  /**
   * Whether the other end has closed and nothing of what it sent is left to receive. Waits for
   * nothing.
   */
  public boolean isEnded() {
    try (var arena = Arena.ofConfined()) {
      var one = arena.allocate(1);
      int look = PEEK | DONTWAIT;
      long result = fd.use(n -> Kernel.raw(Call.RECVFROM, n, one.address(), 1, look, 0, 0));
      return result == 0 || result == -Errno.ECONNRESET.number();
    }
  }

  /** Ends both directions; wakes whoever waits to receive. */
  public void shutdown() {
    fd.ifOpen(number -> Kernel.raw(Call.SHUTDOWN, number, SHUT_BOTH));
  }

  @Override
  public void close() {
    fd.close();
  }
}
