package dev.jug.http.endpoint;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Where a server listens. */
public sealed interface Endpoint {
  /**
   * A Unix socket with mode 0660. A socket file that nobody listens at is replaced.
   *
   * @param path where; its directory must exist
   * @param group the group that may connect beside the owner, who is the user of this process;
   *     otherwise the group of this process
   */
  record Unix(Path path, Optional<String> group) implements Endpoint {
    /** For the user and the group of this process. */
    public Unix(Path path) {
      this(path, Optional.empty());
    }
  }

  /**
   * A TCP port.
   *
   * @param address port 0 for any that is free
   * @param tls without it whoever reaches the port is served
   */
  record Tcp(InetSocketAddress address, Optional<Tls> tls) implements Endpoint {
    /** Without TLS. */
    public Tcp(InetSocketAddress address) {
      this(address, Optional.empty());
    }
  }
}
