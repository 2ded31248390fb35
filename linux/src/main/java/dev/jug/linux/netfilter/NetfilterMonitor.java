package dev.jug.linux.netfilter;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.NetlinkSocket;
import dev.jug.linux.netlink.Protocol;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Hears of every change of the packet filter of one network namespace, whoever makes it. For one
 * thread, which may be a virtual one.
 */
public final class NetfilterMonitor implements AutoCloseable {
  private static final int GROUP = 7;
  private static final int PROCESS = 2;
  private static final int PROCESS_NAME = 3;

  private final NetlinkSocket socket;
  private final Queue<Change> heard = new ArrayDeque<>();
  private Set<Table> changed = new LinkedHashSet<>();
  private Set<Table> deleted = new LinkedHashSet<>();

  /**
   * A transaction that was made.
   *
   * @param port of the socket through which it was made: see {@link NetfilterSocket#made}
   * @param thread who made it: a thread's id, in the pid namespace of the whole machine
   * @param command the thread's name, which is its process's unless it has one of its own
   * @param changed the tables that it changed
   * @param deleted those among them that it took away
   */
  public record Change(
      int port, int thread, String command, Set<Table> changed, Set<Table> deleted) {}

  private NetfilterMonitor(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** For the network namespace that we are in. */
  public static NetfilterMonitor open() {
    var socket = NetlinkSocket.open(Protocol.NETLINK_NETFILTER);
    try {
      socket.join(GROUP);
      return new NetfilterMonitor(socket);
    } catch (SysException e) {
      socket.close();
      throw e;
    }
  }

  /** For another network namespace. */
  public static NetfilterMonitor in(Fd namespace) {
    return NamespaceThread.call(namespace, NamespaceKind.NETWORK, NetfilterMonitor::open);
  }

  /**
   * Waits for the next transaction.
   *
   * @throws SysException with ENOBUFS if some were lost, after which anything may have changed;
   *     EINTR if the thread is interrupted, which is how a wait is ended
   */
  public Change next() {
    while (heard.isEmpty()) {
      read(socket.listen());
    }
    return heard.remove();
  }

  private void read(ByteBuffer in) {
    while (in.hasRemaining()) {
      var message = NetlinkMessage.take(in, TableMessage.BYTES, ByteOrder.BIG_ENDIAN);
      if (message.type() == TableMessage.NEW_GENERATION.type()) {
        end(message);
      } else if (message.type() >> Byte.SIZE == TableMessage.SUBSYSTEM) {
        note(message);
      }
    }
  }

  /** A transaction's messages are followed by that of the generation it began. */
  private void end(NetlinkMessage message) {
    var generation = message.attributes();
    int thread = generation.integer(PROCESS);
    var command = generation.text(PROCESS_NAME);
    heard.add(new Change(message.port(), thread, command, changed, deleted));
    changed = new LinkedHashSet<>();
    deleted = new LinkedHashSet<>();
  }

  private void note(NetlinkMessage message) {
    Reading.table(message)
        .ifPresent(table -> {
          changed.add(table);
          if (message.type() == TableMessage.DELETE_TABLE.type()) {
            deleted.add(table);
          } else if (message.type() == TableMessage.NEW_TABLE.type()) {
            deleted.remove(table);
          }
        });
  }

  @Override
  public void close() {
    socket.close();
  }
}
