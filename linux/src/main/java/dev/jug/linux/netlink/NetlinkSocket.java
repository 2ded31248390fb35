package dev.jug.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.io.Poller;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A netlink(7) socket, of the network namespace in which it was made. For one thread; calls wait on
 * the {@link Poller}, so it may be a virtual one.
 */
public final class NetlinkSocket implements AutoCloseable {
  private static final int AF_NETLINK = 16;

  /** struct sockaddr_nl: family, padding, port, groups. */
  private static final int ADDRESS_BYTES = 12;

  private static final int PORT_AT = 4;

  private static final int RAW_CLOEXEC = 3 | 0x80000;
  private static final int DONTWAIT = 0x40;
  private static final int TELL_LENGTH = 0x20;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SOL_NETLINK = 270;
  private static final int ADD_MEMBERSHIP = 1;
  private static final int CAP_ACK = 10;
  private static final int EXT_ACK = 11;
  private static final int MOST_ATTEMPTS = 20;

  /** What the kernel packs into one answer at most (netlink(7)). */
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Fd fd;
  private final Protocol protocol;
  private int serial;

  private NetlinkSocket(Fd fd, Protocol protocol) {
    this.fd = fd;
    this.protocol = protocol;
  }

  /** For the network namespace that the calling thread is in. */
  public static NetlinkSocket open(Protocol protocol) {
    long made = Kernel.raw(Call.SOCKET, AF_NETLINK, RAW_CLOEXEC, protocol.number());
    Kernel.check(made, Call.SOCKET, "AF_NETLINK", protocol);
    var socket = new NetlinkSocket(new Fd((int) made), protocol);
    try {
      socket.set(SOL_NETLINK, CAP_ACK, 1);
      socket.set(SOL_NETLINK, EXT_ACK, 1);
      return socket;
    } catch (SysException e) {
      socket.close();
      throw e;
    }
  }

  private void set(int level, int option, int value) {
    try (var arena = Arena.ofConfined()) {
      var number = Kernel.integer(arena, value);
      long result =
          Kernel.raw(
              Call.SETSOCKOPT, fd.number(), level, option, number.address(), JAVA_INT.byteSize());
      Kernel.check(result, Call.SETSOCKOPT, fd, level, option);
    }
  }

  /** Joins a multicast group of the protocol: its messages come through {@link #listen}. */
  public void join(int group) {
    bind();
    set(SOL_NETLINK, ADD_MEMBERSHIP, group);
  }

  /** Gives it an address of the kernel's choice: without one it hears nothing. */
  private void bind() {
    try (var arena = Arena.ofConfined()) {
      var address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
      address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
      long result = Kernel.raw(Call.BIND, fd.number(), address.address(), ADDRESS_BYTES);
      Kernel.check(result, Call.BIND, fd, protocol);
    }
  }

  /** Its address among the sockets of its protocol and namespace; 0 before it was used. */
  public int port() {
    try (var arena = Arena.ofConfined()) {
      var address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
      var length = Kernel.integer(arena, ADDRESS_BYTES);
      long result = Kernel.raw(Call.GETSOCKNAME, fd.number(), address.address(), length.address());
      Kernel.check(result, Call.GETSOCKNAME, fd, protocol);
      return address.get(JAVA_INT, PORT_AT);
    }
  }

  /**
   * Asks, and waits until the kernel has said all it has to say.
   *
   * @throws SysException with the kernel's reason
   */
  public List<NetlinkMessage> ask(Request request) {
    return ask(List.of(request));
  }

  /**
   * Asks for several things in one go. Each is done, or refused, by itself, except where the
   * protocol has batches; a list must be the only thing asked for.
   *
   * @throws SysException with the kernel's reason to refuse the first that it refused
   */
  public List<NetlinkMessage> ask(List<Request> requests) {
    for (int attempt = 1; ; attempt++) {
      var conversation = new Conversation(requests, serial + 1, protocol.order());
      serial += requests.size();
      send(conversation.encode());
      while (!conversation.isOver()) {
        conversation.read(receive());
      }
      if (!conversation.isTorn() || attempt == MOST_ATTEMPTS) {
        return conversation.answers();
      }
    }
  }

  private void send(byte[] messages) {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocateFrom(JAVA_BYTE, messages);
      long result = send(bytes.address(), messages.length);
      if (result == -Errno.EMSGSIZE.number()) {
        set(SOL_SOCKET, SO_SNDBUFFORCE, 2 * messages.length);
        result = send(bytes.address(), messages.length);
      }
      Kernel.check(result, Call.SENDTO, fd);
    }
  }

  private long send(long address, int length) {
    return fd.use(n -> Kernel.raw(Call.SENDTO, n, address, length, 0, 0, 0));
  }

  /**
   * Waits for messages to a group that was joined.
   *
   * @throws SysException with ENOBUFS if some were lost
   */
  public ByteBuffer listen() {
    return receive();
  }

  private ByteBuffer receive() {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocate(BUFFER_BYTES);
      while (true) {
        long result = receive(bytes.address());
        if (result != -Errno.EAGAIN.number()) {
          long length = Kernel.check(result, Call.RECVFROM, fd);
          if (length > BUFFER_BYTES) {
            throw NetlinkMessage.malformed("an answer of " + length + " bytes");
          }
          return NetlinkMessage.buffer(bytes.asSlice(0, length).toArray(JAVA_BYTE));
        }
        Poller.INPUT.await(fd);
      }
    }
  }

  private long receive(long address) {
    int flags = DONTWAIT | TELL_LENGTH;
    return fd.use(n -> Kernel.raw(Call.RECVFROM, n, address, BUFFER_BYTES, flags, 0, 0));
  }

  @Override
  public void close() {
    fd.close();
  }
}
