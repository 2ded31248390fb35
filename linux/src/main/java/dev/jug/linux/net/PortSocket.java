package dev.jug.linux.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A socket that is bound to a port and neither listens nor talks: while it is there no other
 * program gets the port. One of IPv6 leaves the port of IPv4 alone (ipv6(7), IPV6_V6ONLY), which
 * the JDK's do not.
 */
public final class PortSocket implements AutoCloseable {
  private static final int STREAM_CLOEXEC = 1 | 0x80000;
  private static final int DATAGRAM_CLOEXEC = 2 | 0x80000;
  private static final int UDP = 17;
  private static final int IPPROTO_IPV6 = 41;
  private static final int V6ONLY = 26;

  /** struct sockaddr_in and sockaddr_in6: family, port, and for IPv6 the flow. */
  private static final int BYTES_V4 = 16;

  private static final int BYTES_V6 = 28;
  private static final int ADDRESS_AT_V4 = 4;
  private static final int ADDRESS_AT_V6 = 8;

  private final Fd fd;

  private PortSocket(Fd fd) {
    this.fd = fd;
  }

  /**
   * Takes a port of the network namespace that the calling thread is in.
   *
   * @param address of this machine; 0.0.0.0 or :: for all of its family
   * @param protocol its number: 6, 17 or 132
   * @param port 1 to 65535
   * @throws SysException with EADDRINUSE if another program has it, EADDRNOTAVAIL if it is no
   *     address of this machine, EPROTONOSUPPORT if the kernel does not know the protocol
   */
  public static PortSocket bind(InetAddress address, int protocol, int port) {
    int type = protocol == UDP ? DATAGRAM_CLOEXEC : STREAM_CLOEXEC;
    long made = Kernel.raw(Call.SOCKET, Family.of(address), type, protocol);
    var fd = new Fd((int) Kernel.check(made, Call.SOCKET, Family.of(address), type, protocol));
    try (var arena = Arena.ofConfined()) {
      if (!(address instanceof Inet4Address)) {
        separate(fd, arena);
      }
      var bytes = encoded(address, port);
      var memory = arena.allocate(bytes.length, Integer.BYTES);
      MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
      long bound = Kernel.raw(Call.BIND, fd.number(), memory.address(), bytes.length);
      Kernel.check(bound, Call.BIND, address.getHostAddress(), port);
      return new PortSocket(fd);
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  private static void separate(Fd fd, Arena arena) {
    var on = Kernel.integer(arena, 1);
    long set =
        Kernel.raw(
            Call.SETSOCKOPT, fd.number(), IPPROTO_IPV6, V6ONLY, on.address(), JAVA_INT.byteSize());
    Kernel.check(set, Call.SETSOCKOPT, fd, IPPROTO_IPV6, V6ONLY);
  }

  private static byte[] encoded(InetAddress address, int port) {
    boolean v4 = address instanceof Inet4Address;
    return ByteBuffer.allocate(v4 ? BYTES_V4 : BYTES_V6)
        .order(ByteOrder.nativeOrder())
        .putShort((short) Family.of(address))
        .order(ByteOrder.BIG_ENDIAN)
        .putShort((short) port)
        .position(v4 ? ADDRESS_AT_V4 : ADDRESS_AT_V6)
        .put(address.getAddress())
        .array();
  }

  /** Gives the port back. */
  @Override
  public void close() {
    fd.close();
  }
}
