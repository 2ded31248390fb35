package dev.jug.network.firewall;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.LoggedPacket;
import dev.jug.linux.netfilter.PacketLog;
import java.util.Optional;
import java.util.function.Consumer;

/** Hears of packets that rules refuse. */
public final class RefusalWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RefusalWatch.class.getName());

  /** How many are reported in a second. */
  public static final int REPORTS = 5;

  /** What is before the cable in the report of a packet that egress refused. */
  public static final String EGRESS = "egress ";

  /** What the report of a packet says that policies refused. */
  public static final String POLICY = "policy";

  private static final int GROUPS = 0x6a00;
  private static final int MOST_GROUPS = 0xff;

  private final PacketLog log;
  private final Consumer<Refusal> listener;
  private final Thread thread;
  private volatile boolean closed;

  private RefusalWatch(PacketLog log, Consumer<Refusal> listener) {
    this.log = log;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("refusal watch").start(this::listen);
  }

  /**
   * Where refused packets are reported; other engines have other groups.
   *
   * @param name of the engine's rules
   */
  public static int group(String name) {
    return GROUPS | (name.hashCode() & MOST_GROUPS);
  }

  /** Begins to listen; empty if another program listens in our place. */
  public static Optional<RefusalWatch> open(int group, Consumer<Refusal> listener) {
    try {
      return Optional.of(new RefusalWatch(PacketLog.open(group), listener));
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "packets that are refused are not told of", e);
      return Optional.empty();
    }
  }

  private void listen() {
    try (log) {
      while (!closed) {
        next();
      }
    } catch (SysException e) {
      if (!closed) {
        LOG.log(System.Logger.Level.WARNING, "refused packets are not told of any more", e);
      }
    }
  }

  /** Those that were lost were too many to be told of anyway. */
  private void next() {
    try {
      listener.accept(refusal(log.next()));
    } catch (SysException e) {
      if (e.errno() != Errno.ENOBUFS) {
        throw e;
      }
    }
  }

  private static Refusal refusal(LoggedPacket packet) {
    var prefix = packet.prefix();
    var cable =
        prefix.startsWith(EGRESS)
            ? Optional.of(prefix.substring(EGRESS.length()))
            : Optional.<String>empty();
    return new Refusal(
        cable, packet.source(), packet.destination(), packet.protocol(), packet.port());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
