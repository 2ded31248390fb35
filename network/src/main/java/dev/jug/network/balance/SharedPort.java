package dev.jug.network.balance;

import dev.jug.network.port.Protocol;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A port whose connections several take in turn.
 *
 * @param protocol its protocol
 * @param port 1 … 65535
 * @param takers IPv4 addresses and ports; with none the port is closed
 * @param affinity how long after its last connection a client's next one goes to the same taker;
 *     empty if each goes anywhere
 */
public record SharedPort(
    Protocol protocol, int port, List<InetSocketAddress> takers, Optional<Duration> affinity) {
  public SharedPort {
    takers = List.copyOf(takers);
  }
}
