package dev.jug.network.balance;

import dev.jug.network.port.Protocol;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A port whose connections several take in turn.
 *
 * @param protocol its protocol
 * @param port 1 … 65535
 * @param takers IPv4 addresses and ports; with none the port is closed
 */
public record SharedPort(Protocol protocol, int port, List<InetSocketAddress> takers) {
  public SharedPort {
    takers = List.copyOf(takers);
  }
}
