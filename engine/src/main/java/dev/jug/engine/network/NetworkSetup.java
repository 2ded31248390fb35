package dev.jug.engine.network;

import dev.jug.engine.EngineConfig;
import dev.jug.engine.container.Layout;
import dev.jug.network.Networks;
import dev.jug.network.NetworksConfig;
import dev.jug.network.address.SubnetChooser;
import dev.jug.network.firewall.NftFirewall;
import java.util.Map;

/** Where an engine's networks lie, and what they are called in the kernel. */
public final class NetworkSetup {
  private NetworkSetup() {}

  /** Opens them. */
  public static Networks open(EngineConfig config, Layout layout) {
    boolean system = config.state().equals(EngineConfig.SYSTEM.state());
    var tag = config.tag();
    return Networks.open(
        new NetworksConfig(
            layout.networks(),
            layout.liveNetworks(),
            tag,
            system ? "jug0" : null,
            null,
            Map.of(),
            SubnetChooser.DEFAULT),
        new NftFirewall(tag));
  }
}
