package dev.jug.streaming.session;

import java.util.List;

/**
 * Connections to ports of a pod sandbox.
 *
 * @param sandbox its id
 * @param ports 1 to 65535; with SPDY the client names them later, and these are not looked at
 */
public record PortForwardRequest(String sandbox, List<Integer> ports) {
  private static final int LARGEST = 65535;

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if there is no sandbox, or a port is none
   */
  public PortForwardRequest {
    if (sandbox.isEmpty()) {
      throw new IllegalArgumentException("missing required pod_sandbox_id");
    }
    ports = List.copyOf(ports);
    for (int port : ports) {
      if (port < 1 || port > LARGEST) {
        throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
      }
    }
  }
}
