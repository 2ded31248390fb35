package dev.jug.linux.netfilter;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.NetlinkSocket;
import dev.jug.linux.netlink.Protocol;
import dev.jug.linux.netlink.Request;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with the kernel about the packet filter of one network namespace (nfnetlink(7)):
 * that in which the socket was made. For one thread.
 */
public final class NetfilterSocket implements AutoCloseable {
  private static final int GENERATION = 1;

  private final NetlinkSocket socket;

  private NetfilterSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** For the network namespace that we are in. */
  public static NetfilterSocket open() {
    return new NetfilterSocket(NetlinkSocket.open(Protocol.NETLINK_NETFILTER));
  }

  /** For another network namespace. */
  public static NetfilterSocket in(Fd namespace) {
    return NamespaceThread.call(namespace, NamespaceKind.NETWORK, NetfilterSocket::open);
  }

  /**
   * Makes all changes, or none.
   *
   * @throws SysException with the kernel's reason to refuse the first change that it refused, which
   *     is named
   */
  public void commit(Transaction transaction) {
    var requests = new ArrayList<Request>();
    requests.add(TableMessage.begin());
    int number = 0;
    for (var operation : transaction.operations()) {
      requests.addAll(new OperationEncoding(++number).encode(operation));
    }
    if (requests.size() > 1) {
      // All but the last are answered only if they are refused; that one is answered last.
      requests.add(requests.removeLast().acknowledged());
      requests.add(TableMessage.end());
      socket.ask(requests);
    }
  }

  /** Whether a change that was heard of was made through this socket. */
  public boolean made(NetfilterMonitor.Change change) {
    return change.port() == socket.port();
  }

  /** All tables of the namespace, whoever made them. */
  public List<Table> tables() {
    var none = Attributes.inNetworkOrder();
    return list(TableMessage.GET_TABLE.request(NetlinkMessage.DUMP, 0, none, "")).stream()
        .flatMap(answer -> Reading.table(answer).stream())
        .toList();
  }

  /**
   * How many transactions there have been, whoever made them: while it is the same, nothing has
   * changed.
   */
  public int generation() {
    var none = Attributes.inNetworkOrder();
    var question = TableMessage.GET_GENERATION.request(NetlinkMessage.ACKNOWLEDGE, 0, none, "");
    return socket.ask(question).getFirst().attributes().integer(GENERATION);
  }

  /** Whether the table is there. */
  public boolean has(Table table) {
    return tables().contains(table);
  }

  /** The chains of a table; none if there is no such table. */
  public List<Chain> chains(Table table) {
    return list(TableMessage.GET_CHAIN, table, table(table)).stream()
        .filter(answer -> Reading.table(answer).equals(Optional.of(table)))
        .map(answer -> table.chain(answer.attributes().text(TableMessage.CHAIN_NAME)))
        .toList();
  }

  /** The chains of a table that see packets at a point, and drop what no rule decides on. */
  public List<Chain> dropping(Table table, Hook.Point point) {
    return list(TableMessage.GET_CHAIN, table, table(table)).stream()
        .filter(answer -> Reading.table(answer).equals(Optional.of(table)))
        .map(NetlinkMessage::attributes)
        .filter(chain -> Reading.drops(chain, point))
        .map(chain -> table.chain(chain.text(TableMessage.CHAIN_NAME)))
        .toList();
  }

  /** The rules of a table, chain by chain in their order; none if there is no such table. */
  public List<Rule> rules(Table table) {
    return list(TableMessage.GET_RULE, table, table(table)).stream()
        .filter(answer -> Reading.table(answer).equals(Optional.of(table)))
        .map(answer -> Reading.rule(table, answer.attributes()))
        .toList();
  }

  /**
   * What is in a set or a map.
   *
   * @throws SysException with ENOENT if there is none
   */
  public List<Element> elements(NamedSet set) {
    var attributes = table(set.table()).text(2, set.name());
    var answers =
        socket.ask(
            TableMessage.GET_ELEMENTS.request(NetlinkMessage.DUMP, set.table(), attributes, set));
    var described =
        answers.stream().flatMap(answer -> answer.attributes().nested(3).list(1).stream()).toList();
    return ElementEncoding.read(set, described);
  }

  private static Attributes table(Table table) {
    return Attributes.inNetworkOrder().text(TableMessage.TABLE, table.name());
  }

  private List<NetlinkMessage> list(TableMessage type, Table table, Attributes attributes) {
    return list(type.request(NetlinkMessage.DUMP, table, attributes, table));
  }

  private List<NetlinkMessage> list(Request question) {
    try {
      return socket.ask(question);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
