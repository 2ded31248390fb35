package dev.jug.network.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The names that one sandbox can see: of containers, their aliases and short ids, and of services.
 * Asked on the thread that answers, so it answers from memory. Thread-safe.
 */
public interface Zone {
  /**
   * All addresses of a name, of both families; empty if the name is not known.
   *
   * @param name in lower case, without a dot at the end; it may have dots inside
   */
  List<InetAddress> addresses(String name);

  /** The name to say for an address, without a dot at the end; empty if it is not known. */
  Optional<String> name(InetAddress address);
}
