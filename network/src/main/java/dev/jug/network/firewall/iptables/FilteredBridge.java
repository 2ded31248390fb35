package dev.jug.network.firewall.iptables;

import dev.jug.linux.SysException;
import dev.jug.linux.net.BridgePort;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bridge on which rules see what goes from port to port (br_netfilter): so they know the cable
 * that a packet came by, and neighbours do not pass them by. It stays so until the bridge goes.
 */
record FilteredBridge(String name) {
  private static final Path SETTINGS = Path.of("/proc/sys/net/bridge");

  /**
   * Makes it such a one.
   *
   * @param state who is on it
   * @throws NetworkException if the kernel cannot do that
   */
  void turnOn(RuleState state) {
    if (!Files.exists(SETTINGS)) {
      throw new NetworkException(
          Kind.UNAVAILABLE,
          "cannot make rules for what containers on "
              + name
              + " say to each other: the kernel"
              + " has no br_netfilter, without which iptables does not see it",
          "modprobe br_netfilter; or leave --egress, --net-limit, policies and dev.jug.guard out.");
    }
    try (var socket = RouteSocket.open()) {
      NetworkDevice.find(socket, name).ifPresent(bridge -> turnOn(socket, bridge, state));
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot make rules see what passes over bridge " + name + ": " + e.getMessage(),
          "",
          e);
    }
  }

  /** A packet to its own published port is turned round on the bridge from now on. */
  private void turnOn(RouteSocket socket, NetworkDevice bridge, RuleState state) {
    bridge.filterFrames();
    var rules = state.bridges.get(name);
    boolean isolated = rules != null && !rules.among();
    for (var endpoint : state.endpoints.values()) {
      if (endpoint.bridge().equals(name)) {
        NetworkDevice.find(socket, endpoint.device())
            .filter(cable -> cable.status().master() == bridge.index())
            .ifPresent(cable -> cable.port(new BridgePort(isolated, true)));
      }
    }
  }
}
