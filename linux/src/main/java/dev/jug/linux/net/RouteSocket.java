package dev.jug.linux.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.io.Poller;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation with the kernel about one network namespace (rtnetlink(7)): that in which the
 * socket was made. For one thread.
 */
public final class RouteSocket implements AutoCloseable {
  static final int REQUEST = 1;
  static final int ACKNOWLEDGE = 4;
  static final int DUMP = 0x300;

  private static final int AF_NETLINK = 16;
  private static final int RAW_CLOEXEC = 3 | 0x80000;
  private static final int DONTWAIT = 0x40;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int TYPE_AT = 4;

  /** What the kernel packs into one answer at most (netlink(7)). */
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Fd fd;
  private int serial;

  private RouteSocket(Fd fd) {
    this.fd = fd;
  }

  /** For the network namespace that we are in. */
  public static RouteSocket open() {
    long made = Kernel.raw(Call.SOCKET, AF_NETLINK, RAW_CLOEXEC, 0);
    return new RouteSocket(
        new Fd((int) Kernel.check(made, Call.SOCKET, "AF_NETLINK", "NETLINK_ROUTE")));
  }

  /** For another network namespace. */
  public static RouteSocket in(Fd namespace) {
    return NamespaceThread.call(namespace, NamespaceKind.NETWORK, RouteSocket::open);
  }

  /**
   * Asks, and waits until the kernel has said all it has to say.
   *
   * @param structBytes length of the structure in each of the answers
   * @throws SysException with the kernel's reason
   */
  List<RouteMessage> ask(RouteMessage question, int structBytes, Object... shown) {
    send(question.encode(++serial));
    var answers = new ArrayList<RouteMessage>();
    while (true) {
      var in = receive();
      while (in.remaining() > TYPE_AT) {
        int type = Short.toUnsignedInt(in.getShort(in.position() + TYPE_AT));
        boolean control = type == ERROR || type == DONE;
        var answer = RouteMessage.take(in, control ? Integer.MAX_VALUE : structBytes);
        switch (type) {
          case DONE -> {
            return answers;
          }
          case ERROR -> {
            Kernel.check(RouteMessage.buffer(answer.body()).getInt(), Call.SENDTO, shown);
            return answers;
          }
          default -> answers.add(answer);
        }
      }
    }
  }

  private void send(byte[] message) {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocateFrom(JAVA_BYTE, message);
      long result = Kernel.raw(Call.SENDTO, fd.number(), bytes.address(), message.length, 0, 0, 0);
      Kernel.check(result, Call.SENDTO, fd);
    }
  }

  private ByteBuffer receive() {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocate(BUFFER_BYTES);
      while (true) {
        long result =
            Kernel.raw(Call.RECVFROM, fd.number(), bytes.address(), BUFFER_BYTES, DONTWAIT, 0, 0);
        if (result != -Errno.EAGAIN.number()) {
          long length = Kernel.check(result, Call.RECVFROM, fd);
          return RouteMessage.buffer(bytes.asSlice(0, length).toArray(JAVA_BYTE));
        }
        Poller.INPUT.await(fd);
      }
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
