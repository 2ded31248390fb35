package dev.jug.network;

import dev.jug.network.address.Subnet;
import dev.jug.network.address.SubnetChooser;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine's networks are.
 *
 * @param state directory that keeps them
 * @param run directory that must not outlive the machine's restart
 * @param tag marks what is this engine's in the kernel: devices, tables of rules
 * @param bridgeName of the network {@code bridge}'s device; null for one out of its id
 * @param bridgeSubnet of the network {@code bridge}; null for one that is free
 * @param bridgeOptions of the network {@code bridge}
 * @param chooser finds subnets for networks that ask for none
 */
public record NetworksConfig(
    Path state,
    Path run,
    String tag,
    @Nullable String bridgeName,
    @Nullable Subnet bridgeSubnet,
    Map<String, String> bridgeOptions,
    SubnetChooser chooser) {
  public NetworksConfig {
    bridgeOptions = Map.copyOf(bridgeOptions);
  }
}
