package dev.jug.network.firewall;

import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.ConnectionTable;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.TrackedConnection;
import dev.jug.network.port.Protocol;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;

/**
 * Has the kernel forget what it knows of UDP to ports that lead elsewhere now. UDP has no end: as
 * long as a client goes on sending, its packets would go where the first one went.
 */
public final class StaleFlows {
  private static final System.Logger LOG = System.getLogger(StaleFlows.class.getName());

  private StaleFlows() {}

  /** Forgets those of ports that are led, or are not led any more. */
  public static void forget(Collection<Publication> publications) {
    var udp =
        publications.stream()
            .filter(each -> each.port().container().protocol() == Protocol.UDP)
            .toList();
    if (udp.isEmpty()) {
      return;
    }
    try (var table = ConnectionTable.open()) {
      for (var family : List.of(Family.IP, Family.IP6)) {
        table.forget(family, connection -> udp.stream().anyMatch(one -> isOf(connection, one)));
      }
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "clients of UDP ports may reach nobody for minutes", e);
    }
  }

  private static boolean isOf(TrackedConnection connection, Publication publication) {
    return connection.protocol() == Protocol.UDP.number()
        && connection.port() == publication.port().port()
        && (isTranslated(connection, publication) || isForHost(connection));
  }

  private static boolean isTranslated(TrackedConnection connection, Publication publication) {
    return connection.answerer().equals(publication.target());
  }

  /** Nobody was there when the client began. */
  private static boolean isForHost(TrackedConnection connection) {
    try {
      return connection.answerer().equals(connection.destination())
          && NetworkInterface.getByInetAddress(connection.destination()) != null;
    } catch (SocketException _) {
      return false;
    }
  }
}
