package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A connected Unix socket for datagrams, such as to {@code /dev/log} (unix(7)). */
public final class UnixDatagram implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int DATAGRAM_CLOEXEC_NONBLOCK = 2 | 0x80000 | 0x800;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Fd fd;

  private UnixDatagram(Fd fd) {
    this.fd = fd;
  }

  /**
   * Connects to a socket that somebody reads.
   *
   * @throws SysException with ENOENT or ECONNREFUSED if nobody does, EPROTOTYPE if it is one for
   *     streams
   */
  public static UnixDatagram connect(Path path) {
    long made = Kernel.raw(Call.SOCKET, AF_UNIX, DATAGRAM_CLOEXEC_NONBLOCK, 0);
    var fd = new Fd((int) Kernel.check(made, Call.SOCKET, "AF_UNIX"));
    try (var arena = Arena.ofConfined()) {
      var address = Listener.address(arena, path.toString());
      long result = Kernel.raw(Call.CONNECT, fd.number(), address.address(), address.byteSize());
      Kernel.check(result, Call.CONNECT, path);
      return new UnixDatagram(fd);
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * Sends one message.
   *
   * @throws SysException with EAGAIN if the reader does not keep up, ECONNREFUSED if it is gone,
   *     EMSGSIZE if the message is too long
   */
  public void send(byte[] message) {
    try (var arena = Arena.ofConfined()) {
      var copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
      long result =
          Kernel.raw(Call.SENDTO, fd.number(), copy.address(), message.length, MSG_NOSIGNAL, 0, 0);
      Kernel.check(result, Call.SENDTO, fd);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
