package dev.jug.http.endpoint;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Who is at the other end of a connection. */
public sealed interface Peer {
  /**
   * A process of this machine, as it was when it connected (SO_PEERCRED, unix(7)).
   *
   * @param user its name, or its number if it has no name
   * @param group likewise
   */
  record Local(String user, String group) implements Peer {}

  /**
   * A client over TCP.
   *
   * @param address where it comes from
   * @param subject the distinguished name of its certificate, if it showed one that is trusted
   */
  record Remote(InetSocketAddress address, Optional<String> subject) implements Peer {}
}
