package dev.jug.network.firewall;

import dev.jug.network.address.Subnet;
import java.util.List;

/**
 * What holds for the packets of a bridge.
 *
 * @param device the bridge
 * @param outside whether they may leave it, and answers come back
 * @param masquerade whether they leave it with an address of the host
 * @param among whether its containers may speak with each other
 * @param subnets its addresses
 */
public record BridgeRules(
    String device, boolean outside, boolean masquerade, boolean among, List<Subnet> subnets) {
  public BridgeRules {
    subnets = List.copyOf(subnets);
  }
}
